import { Verdict } from './Verdict';

/** Readings in a row without a leader from which that is no election any more. */
const LASTING = 2;

/** A stream or consumer that servers know and whose leader did not answer. */
export interface Leaderless {
  /** The one that others name; empty for none. */
  leader: string;
  /** In how many readings in a row, a count. */
  readings: number;
}

/**
 * What an absent leader forbids to say, and what it means where it lasts.
 *
 * @param lost - a sentence, e.g. `The stream has no leader, so nothing is stored`
 */
export function judgeLeader(
  { leader, readings }: Leaderless,
  lost: string,
): Verdict {
  if (leader !== '' || readings < LASTING) {
    return {
      level: 'unknown',
      rule: 'no-leader',
      reason:
        leader === ''
          ? 'It has no leader at the moment'
          : `Its leader ${leader} did not answer`,
    };
  }
  return {
    level: 'error',
    rule: 'no-leader',
    reason: lost,
    advice: {
      text: 'Bring the servers back that hold its copies',
      command: 'nats server report jetstream',
    },
  };
}
