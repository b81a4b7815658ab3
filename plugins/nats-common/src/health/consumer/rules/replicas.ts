import { judgeCopies } from '../../judgeCopies';
import { natsCommand } from '../../natsCommand';
import { ConsumerRule } from '../Observation';

/** Copies of the consumer's state that are away or late: one more failure may stop it. */
export const replicas: ConsumerRule = ({ newest }) =>
  newest.replicas &&
  judgeCopies(newest.replicas, {
    what: 'consumer',
    lost: 'nothing can be delivered',
    command: () => natsCommand('consumer', 'info', newest.stream, newest.name),
  });
