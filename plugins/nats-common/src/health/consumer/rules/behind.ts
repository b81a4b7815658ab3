import { formatSpan } from '../../../words';
import { describeBacklog } from '../describeBacklog';
import { limitOf } from '../../thresholds/limitOf';
import { Observation, ConsumerRule } from '../Observation';

/** How long the next message has waited. */
export interface Behind {
  /** Milliseconds. */
  ms: number;
  /** `atLeast`: the samples do not reach back to when it came; `about`: it came between two of them. */
  is: 'exactly' | 'about' | 'atLeast';
}

/** Where a message of the stream passes by two samples, by a straight line between them. */
function interpolate(next: number, { newest, window }: Observation): Behind {
  const states =
    window.streamStates ??
    window.samples.flatMap(({ streamState }) => streamState ?? []);
  const after = states.findIndex(({ lastSequence }) => lastSequence >= next);
  if (after < 0) {
    // It came between the two answers of this reading.
    return { ms: 0, is: 'about' };
  }
  const [left, right] = [states[after - 1], states[after]];
  if (!left) {
    return { ms: Math.max(0, newest.at - right.at), is: 'atLeast' };
  }
  const share =
    (next - left.lastSequence) / (right.lastSequence - left.lastSequence);
  const at = left.at + share * (right.at - left.at);
  return { ms: Math.max(0, newest.at - at), is: 'about' };
}

/**
 * How long the next message to deliver has waited: by the message itself where it is
 * known, else from when the stream's last sequence passed where the consumer stands.
 * Undefined where nobody can tell: a filter hides which message is the next.
 */
export function timeBehind(observation: Observation): Behind | undefined {
  const { newest, readsAll, window } = observation;
  if (newest.pending === 0) {
    return { ms: 0, is: 'exactly' };
  }
  const exactly = (at: number): Behind => ({
    ms: Math.max(0, newest.at - at),
    is: 'exactly',
  });
  const front = newest.streamState;
  const delivered = newest.deliveredStreamSequence;
  const { nextMessage } = window;
  if (
    nextMessage?.after === delivered &&
    nextMessage.sequence >= (front?.firstSequence ?? 0)
  ) {
    return exactly(nextMessage.at);
  }
  if (!readsAll || !front) {
    return undefined;
  }
  return delivered < front.firstSequence && front.firstAt !== undefined
    ? exactly(front.firstAt)
    : interpolate(delivered + 1, observation);
}

const WORDS: Record<Behind['is'], string> = {
  exactly: '',
  about: 'about ',
  atLeast: 'more than ',
};

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
        reason: `The next message has waited ${WORDS[waited.is]}${formatSpan(
          waited.ms,
        )}: ${describeBacklog(newest)}`,
        since: newest.at - waited.ms + limit.value,
        advice: { text: 'Add clients, or make them faster' },
      }
    : undefined;
};
