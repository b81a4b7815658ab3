import { formatSpan } from '../../../words';
import { describeBacklog } from '../describeBacklog';
import { limitOf } from '../../thresholds/limitOf';
import { Observation, ConsumerRule } from '../Observation';

/** How long the next message has waited. */
export interface Behind {
  /** Milliseconds. */
  ms: number;
  /** The samples do not reach back to when it came. */
  isLonger: boolean;
}

/**
 * How long the next message to deliver has waited, from when the stream's last sequence
 * passed where the consumer stands. Undefined where nobody can tell: a filter hides
 * which message is the next.
 */
export function timeBehind({
  newest,
  readsAll,
  window,
}: Observation): Behind | undefined {
  if (newest.pending === 0) {
    return { ms: 0, isLonger: false };
  }
  const front = newest.streamState;
  if (!readsAll || !front) {
    return undefined;
  }
  const next = newest.deliveredStreamSequence + 1;
  if (next <= front.firstSequence && front.firstAt !== undefined) {
    return { ms: Math.max(0, newest.at - front.firstAt), isLonger: false };
  }
  const states =
    window.streamStates ??
    window.samples.flatMap(({ streamState }) => streamState ?? []);
  const after = states.findIndex(({ lastSequence }) => lastSequence >= next);
  if (after < 0) {
    // It came between the two answers of this reading.
    return { ms: 0, isLonger: false };
  }
  const [left, right] = [states[after - 1], states[after]];
  if (!left) {
    return { ms: Math.max(0, newest.at - right.at), isLonger: true };
  }
  const share =
    (next - left.lastSequence) / (right.lastSequence - left.lastSequence);
  const at = left.at + share * (right.at - left.at);
  return { ms: Math.max(0, newest.at - at), isLonger: false };
}

/** What waits has waited for long. */
export const behind: ConsumerRule = observation => {
  const { newest, window } = observation;
  const waited = timeBehind(observation);
  const critical = limitOf(window.thresholds, 'behind-critical');
  const warning = limitOf(window.thresholds, 'behind-warning');
  const limit = [critical, warning].find(
    one => one && waited && waited.ms > one.value,
  );
  return waited && limit
    ? {
        level: limit === critical ? 'error' : 'warning',
        rule: 'behind',
        reason: `The next message has waited ${
          waited.isLonger ? 'more than ' : ''
        }${formatSpan(waited.ms)}: ${describeBacklog(newest)}`,
        since: newest.at - waited.ms + limit.value,
        advice: { text: 'Add clients, or make them faster' },
      }
    : undefined;
};
