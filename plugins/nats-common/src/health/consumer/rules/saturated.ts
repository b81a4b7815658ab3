import { formatCount, formatSpan } from '../../../words';
import { natsCommand } from '../../natsCommand';
import { describeBacklog } from '../describeBacklog';
import { ConsumerRule, silenceOf } from '../Observation';
import { beginningOf } from '../samples';

/** Samples in which the limit was reached, so that one full moment is none. */
const SAMPLES = 3;
/** Share of the limit at which people look (Synadia Insights). */
const ALMOST = 0.8;

/** As many messages are in flight as may be, so that none of those that wait is delivered. */
export const saturated: ConsumerRule = observation => {
  const { window, newest, busy, patience = 0 } = observation;
  const limit = window.settings?.maxAckPending ?? 0;
  if (limit <= 0 || !busy || busy.advance > 0 || newest.pending === 0) {
    return undefined;
  }
  const least = Math.min(
    ...busy.samples.slice(-SAMPLES).map(({ ackPending }) => ackPending),
  );
  if (least < ALMOST * limit) {
    return undefined;
  }
  const full = least >= limit;
  // Who holds the messages may still be within the time they have been given.
  const overdue = busy.deliveries > 0 || silenceOf(observation) >= patience;
  return {
    level: full && overdue ? 'error' : 'warning',
    rule: 'saturated',
    reason: `${full ? 'Full' : 'Almost full'}: ${formatCount(
      newest.ackPending,
    )} in flight of ${formatCount(
      limit,
    )} allowed (maxAckPending), nothing new delivered for ${formatSpan(
      busy.span,
    )} while ${describeBacklog({ ...newest, ackPending: 0 })}`,
    since: beginningOf(
      busy.samples,
      sample =>
        sample.deliveredStreamSequence === newest.deliveredStreamSequence &&
        sample.ackPending >= ALMOST * limit,
    ).at,
    advice: {
      text: 'Find out why clients do not acknowledge; raise the limit if they only need longer',
      command: natsCommand(
        'consumer',
        'edit',
        newest.stream,
        newest.name,
        '--max-pending',
        2 * limit,
      ),
    },
  };
};
