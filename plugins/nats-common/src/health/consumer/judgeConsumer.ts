import { formatSpan } from '../../words';
import { judgeLeader } from '../judgeLeader';
import { compareVerdicts, Verdict } from '../Verdict';
import { ConsumerVerdict, ConsumerWindow } from './ConsumerWindow';
import { forecast } from './forecast';
import { judgeBacklog } from './judgeBacklog';
import { ConsumerRule, Observation, observe } from './Observation';
import { behind } from './rules/behind';
import { idle } from './rules/idle';
import { lagging } from './rules/lagging';
import { loss, lossAhead, lossUnclear, lossUnconfirmed } from './rules/loss';
import { paused } from './rules/paused';
import { pinned, poison, redeliveries } from './rules/poison';
import { replicas } from './rules/replicas';
import { rewind } from './rules/rewind';
import { saturated } from './rules/saturated';
import { hold, notDelivering, redeliveryLoop } from './rules/stall';
import { stop } from './rules/stop';
import { thresholds } from './rules/thresholds';
import { carryVerdict, MIN_SAMPLES, MIN_SPAN, spanOf } from './samples';

/** These need no window. */
const always: ConsumerRule[] = [replicas, paused, rewind];
/** Nothing about its progress is to be said of a consumer that somebody paused. */
const whilePaused: ConsumerRule[] = [
  ...always,
  loss,
  lossUnconfirmed,
  lossUnclear,
  idle,
  thresholds,
];
/** Too little is known for the others. */
const tooSoon: ConsumerRule[] = [...always, thresholds];
const whileRunning: ConsumerRule[] = [
  ...always,
  loss,
  lossUnconfirmed,
  lossUnclear,
  lossAhead,
  stop,
  saturated,
  redeliveryLoop,
  hold,
  notDelivering,
  poison,
  pinned,
  redeliveries,
  lagging,
  behind,
  idle,
  thresholds,
];

function unknown(rule: string, reason: string): ConsumerVerdict {
  return { level: 'unknown', rule, reason };
}

/** What forbids every claim about the numbers. */
function judgeBlind(window: ConsumerWindow): ConsumerVerdict | undefined {
  const { leaderless, unreadable, samples, age, interval } = window;
  const never = unknown('no-data', 'Never seen so far');
  if (age > 3 * interval) {
    return samples.length === 0
      ? never
      : unknown('stale', `The last sample is ${formatSpan(age)} old`);
  }
  if (leaderless) {
    return judgeLeader(
      leaderless,
      'The consumer has no leader, so nothing is delivered',
    );
  }
  if (unreadable !== undefined) {
    return unknown('unreadable', unreadable);
  }
  return samples.length === 0 ? never : undefined;
}

function tooLittle({ window, newest, samples }: Observation): Verdict {
  const isNew = window.samples.some(
    ({ created }) => created !== newest.created,
  );
  const watched = `Watched for ${formatSpan(spanOf(samples))} with ${
    samples.length
  } ${
    samples.length === 1 ? 'sample' : 'samples'
  }; a verdict needs ${formatSpan(MIN_SPAN)} and ${MIN_SAMPLES} samples`;
  return isNew
    ? unknown('recreated', `Deleted and created again. ${watched}`)
    : unknown('too-little-data', watched);
}

function say(rules: readonly ConsumerRule[], observation: Observation) {
  const said: Verdict[] = [];
  for (const rule of rules) {
    const verdict = rule(observation);
    if (verdict) {
      said.push(verdict);
    }
  }
  return said;
}

/** All that is to be said, in the order of the rules. */
function sayAll(observation: Observation): Verdict[] {
  const enough = carryVerdict(observation.samples);
  if (observation.newest.paused) {
    return say(enough ? whilePaused : tooSoon, observation);
  }
  const said = say(enough ? whileRunning : tooSoon, observation);
  said.push(enough ? judgeBacklog(observation) : tooLittle(observation));
  return said;
}

/**
 * Judges a consumer by its window. The first of the rules that match decides, a worse
 * one before a better one; the others are findings. Too little data is `unknown`, never `ok`.
 *
 * @public
 */
export function judgeConsumer(window: ConsumerWindow): ConsumerVerdict {
  const blind = judgeBlind(window);
  if (blind) {
    return blind;
  }
  const observation = observe(window);
  const said = sayAll(observation);
  const numbers = forecast(observation);
  if (said.length === 1) {
    return Object.assign(numbers, said[0]);
  }
  const [verdict] = [...said].sort(compareVerdicts);
  const findings = said.filter(item => item !== verdict && item.level !== 'ok');
  return Object.assign(
    numbers,
    verdict,
    findings.length > 0 ? { findings } : {},
  );
}
