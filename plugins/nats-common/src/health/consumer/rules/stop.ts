import { formatSpan } from '../../../words';
import { natsCommand } from '../../natsCommand';
import { describeBacklog } from '../describeBacklog';
import { ConsumerRule, Observation, silenceOf } from '../Observation';
import { wasAsked } from '../samples';

/**
 * Clients that hold messages and finish none are as likely gone as busy after this
 * long, milliseconds, where nobody knows the consumer's ackWait.
 */
const LONG_HOLD = 600_000;

/** True when those who hold messages would have been heard of if they were still there. */
export function holdersAreGone(observation: Observation): boolean {
  const { patience } = observation;
  return (
    silenceOf(observation) >=
    (patience === undefined ? LONG_HOLD : 2 * patience)
  );
}

/** Messages wait, and nobody has asked for one in any sample. One look is not enough: who fetches in batches is gone between two. */
export const stop: ConsumerRule = observation => {
  const { newest, busy } = observation;
  if (
    !busy ||
    busy.deliveries > 0 ||
    newest.pending === 0 ||
    wasAsked(busy.samples)
  ) {
    return undefined;
  }
  const idle = busy.samples.every(({ ackPending }) => ackPending === 0);
  if (!idle && !holdersAreGone(observation)) {
    return undefined;
  }
  return {
    level: 'error',
    rule: 'stop',
    reason: `Nobody reads: ${describeBacklog(
      newest,
    )}, no client and no delivery for ${formatSpan(
      Math.max(busy.span, silenceOf(observation)),
    )}`,
    since: busy.samples[0].at,
    advice: {
      text: 'Start its clients, or find out why they do not connect',
      command: natsCommand('consumer', 'info', newest.stream, newest.name),
    },
  };
};
