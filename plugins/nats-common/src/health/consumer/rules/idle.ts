import { formatSpan } from '../../../words';
import { backlogOf } from '../../BrokerSnapshot';
import { natsCommand } from '../../natsCommand';
import { ConsumerRule } from '../Observation';
import { wasAsked } from '../samples';

/** A consumer without a client for so long may be forgotten, milliseconds. */
const LONG_IDLE = 7 * 86_400_000;
/** Streams that keep what a consumer has not acknowledged. */
const KEEPS = ['interest', 'workqueue'];

/** Nobody has used it for days. */
export const idle: ConsumerRule = ({ window, newest, samples }) => {
  const { settings, streamSettings } = window;
  if (!settings?.durable || backlogOf(newest) > 0 || wasAsked(samples)) {
    return undefined;
  }
  // After a restart of the server nobody knows when the last delivery was.
  const neverRead = newest.deliveredConsumerSequence === 0;
  const since =
    newest.lastDelivery ?? (neverRead ? Date.parse(newest.created) : NaN);
  const quiet = newest.at - since;
  if (!(quiet >= LONG_IDLE)) {
    return undefined;
  }
  const keeps = KEEPS.includes(streamSettings?.retention ?? '');
  return {
    level: keeps ? 'warning' : 'info',
    rule: 'idle',
    since,
    reason: `${
      neverRead ? 'Never read since it was created' : 'Not read'
    } for ${formatSpan(quiet)}${
      keeps ? '; the stream keeps every message that comes for it' : ''
    }`,
    advice: {
      text: 'Delete it if nobody needs it any more',
      command: natsCommand('consumer', 'rm', newest.stream, newest.name),
    },
  };
};
