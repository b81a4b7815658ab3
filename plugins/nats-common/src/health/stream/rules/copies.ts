import { judgeCopies } from '../../judgeCopies';
import { natsCommand } from '../../natsCommand';
import { StreamRule } from '../StreamWindow';

/** Copies that are away or late: one more failure may stop publishers, or lose messages. */
export const copies: StreamRule = ({ name, replicas = [] }) =>
  judgeCopies(replicas, {
    what: 'stream',
    lost: 'nothing can be stored',
    command: () => natsCommand('stream', 'info', name),
  });
