import { formatCount, formatSpan } from '../../words';
import { judgeLeader } from '../judgeLeader';
import { compareVerdicts, Verdict } from '../Verdict';
import { forecastLimits } from './forecastLimit';
import { copies } from './rules/copies';
import { room, roomForConsumers } from './rules/limits';
import { origins } from './rules/origins';
import { thresholds } from './rules/thresholds';
import { StreamRule, StreamVerdict, StreamWindow } from './StreamWindow';

const rules: StreamRule[] = [
  copies,
  room,
  origins,
  roomForConsumers,
  thresholds,
];

function unknown(rule: string, reason: string): StreamVerdict {
  return { level: 'unknown', rule, reason };
}

/** What forbids every claim about the numbers. */
function judgeBlind(window: StreamWindow): StreamVerdict | undefined {
  const { leaderless, newest, age, interval } = window;
  const never = unknown('no-data', 'Never seen so far');
  if (age > 3 * interval) {
    return newest
      ? unknown('stale', `The last sample is ${formatSpan(age)} old`)
      : never;
  }
  if (leaderless) {
    return judgeLeader(
      leaderless,
      'The stream has no leader, so nothing is stored or delivered',
    );
  }
  return newest ? undefined : never;
}

/** Messages stored per second over the window. */
function storedPerSecond({ states }: StreamWindow): number | undefined {
  const [first, newest] = [states[0], states[states.length - 1]];
  const span = states.length > 1 ? newest.at - first.at : 0;
  // Going back is another stream of the name.
  return span > 0 && newest.lastSequence >= first.lastSequence
    ? ((newest.lastSequence - first.lastSequence) * 1000) / span
    : undefined;
}

function numbersOf(
  window: StreamWindow,
): Pick<StreamVerdict, 'storedPerSecond' | 'fullInSeconds'> {
  const stored = storedPerSecond(window);
  const soonest = forecastLimits(window)
    .flatMap(({ seconds }) => seconds ?? [])
    .sort((a, b) => a - b)[0];
  return {
    ...(stored === undefined ? {} : { storedPerSecond: stored }),
    ...(soonest === undefined ? {} : { fullInSeconds: soonest }),
  };
}

/**
 * Judges a stream by what is known of it. The worst finding decides, of several the
 * first rule's; the others are listed. What nobody has seen is `unknown`, never `ok`.
 *
 * @public
 */
export function judgeStream(window: StreamWindow): StreamVerdict {
  const blind = judgeBlind(window);
  const { newest } = window;
  if (blind || !newest) {
    return blind ?? unknown('no-data', 'Never seen so far');
  }
  const [first, ...findings] = rules
    .map(rule => rule(newest, window))
    .filter((verdict): verdict is Verdict => verdict !== undefined)
    .sort(compareVerdicts);
  const numbers = numbersOf(window);
  return first
    ? { ...numbers, ...first, ...(findings.length > 0 ? { findings } : {}) }
    : {
        ...numbers,
        level: 'ok',
        rule: 'ok',
        reason: `${formatCount(newest.messages)} ${
          newest.messages === 1 ? 'message' : 'messages'
        } stored`,
      };
}
