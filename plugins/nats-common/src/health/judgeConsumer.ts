import { backlogOf, ConsumerSnapshot } from './BrokerSnapshot';
import { theilSenSlope } from './theilSenSlope';
import { Verdict } from './Verdict';

/** A verdict needs this many samples … */
const MIN_SAMPLES = 3;
/** … over at least this long, milliseconds. One dip or one burst is no trend. */
const MIN_SPAN = 60_000;
/** A verdict looks at this many of the newest samples, and at more where they span under a minute. */
const WINDOW_SAMPLES = 10;

/**
 * The samples of one consumer, oldest first, and how fresh they are.
 *
 * @public
 */
export interface ConsumerWindow {
  samples: readonly ConsumerSnapshot[];
  /** Milliseconds since the newest sample was read. */
  age: number;
  /** Milliseconds between two samples as configured. */
  interval: number;
  /** The consumer is known and its leader did not answer the last time. */
  leaderless?: boolean;
}

/**
 * A verdict on a consumer with the forecast behind it.
 *
 * @public
 */
export interface ConsumerVerdict extends Verdict {
  /** Backlog per second; absent where the window is too short. */
  backlogPerSecond?: number;
  /** Seconds until the backlog is gone at the present rate; absent where it does not drain. */
  drainsInSeconds?: number;
}

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const rate = new Intl.NumberFormat('en-US', {
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});

function span(samples: readonly ConsumerSnapshot[]): number {
  return samples.length > 1
    ? samples[samples.length - 1].at - samples[0].at
    : 0;
}

/** The newest samples of the consumer that exists now. */
function currentSamples(
  samples: readonly ConsumerSnapshot[],
): readonly ConsumerSnapshot[] {
  const newest = samples[samples.length - 1];
  const start =
    samples.findLastIndex(sample => sample.created !== newest.created) + 1;
  const alive = samples.slice(start);
  let size = Math.min(WINDOW_SAMPLES, alive.length);
  while (size < alive.length && span(alive.slice(-size)) < MIN_SPAN) {
    size++;
  }
  return alive.slice(-size);
}

function seconds(milliseconds: number): string {
  const whole = Math.round(milliseconds / 1000);
  return whole < 120 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}

/**
 * Judges a consumer by its window. The first rule that matches decides; too
 * little data is `unknown`, never `ok`.
 *
 * @public
 */
export function judgeConsumer(window: ConsumerWindow): ConsumerVerdict {
  const newest = window.samples[window.samples.length - 1];
  if (window.leaderless) {
    return {
      level: 'error',
      rule: 'no-leader',
      reason: 'The consumer has no leader that answers; nothing is delivered',
    };
  }
  if (!newest) {
    return { level: 'unknown', rule: 'no-data', reason: 'Never seen so far' };
  }
  if (window.age > 3 * window.interval) {
    return {
      level: 'unknown',
      rule: 'stale',
      reason: `The last sample is ${seconds(window.age)} old`,
    };
  }
  const samples = currentSamples(window.samples);
  const backlog = backlogOf(newest);
  if (newest.paused) {
    return {
      level: 'info',
      rule: 'paused',
      reason: `Paused with ${number.format(backlog)} waiting`,
    };
  }
  if (samples.length < MIN_SAMPLES || span(samples) < MIN_SPAN) {
    return {
      level: 'unknown',
      rule: 'too-little-data',
      reason: `Watched for ${seconds(span(samples))}, a verdict needs ${seconds(
        MIN_SPAN,
      )}`,
    };
  }
  return judgeTrend(samples, backlog);
}

function judgeTrend(
  samples: readonly ConsumerSnapshot[],
  backlog: number,
): ConsumerVerdict {
  const first = samples[0];
  const newest = samples[samples.length - 1];
  const during = seconds(span(samples));
  const backlogs = samples.map(backlogOf);
  const always = backlogs.every(value => value > 0);
  const deliveries =
    newest.deliveredConsumerSequence - first.deliveredConsumerSequence;
  const advance =
    newest.deliveredStreamSequence - first.deliveredStreamSequence;
  const slope =
    theilSenSlope(
      samples.map(sample => ({ x: sample.at / 1000, y: backlogOf(sample) })),
    ) ?? 0;
  const fell = backlogs.some((value, i) => i > 0 && value < backlogs[i - 1]);
  const trend = { backlogPerSecond: slope };
  const waiting = `${number.format(backlog)} waiting`;

  if (advance < 0 || deliveries < 0) {
    return {
      ...trend,
      level: 'warning',
      rule: 'rewind',
      reason: `Went back to an earlier message, ${waiting}`,
    };
  }
  if (
    always &&
    deliveries === 0 &&
    samples.every(sample => sample.waiting === 0 && !sample.pushBound)
  ) {
    return {
      ...trend,
      level: 'error',
      rule: 'stop',
      reason: `Nobody reads: ${waiting}, no client and no delivery for ${during}`,
    };
  }
  if (always && advance === 0 && !fell) {
    return {
      ...trend,
      level: 'error',
      rule: 'stall',
      reason:
        deliveries > 0
          ? `Stuck: ${waiting}, the same messages delivered ${number.format(
              deliveries,
            )} times in ${during}`
          : `Stuck: ${waiting}, nothing delivered for ${during}`,
    };
  }
  if (always && slope >= 0) {
    return {
      ...trend,
      level: 'warning',
      rule: 'lagging',
      reason: `Falls behind: ${waiting}, ${rate.format(
        slope * 60,
      )} a minute over ${during}`,
    };
  }
  if (backlog === 0) {
    return { ...trend, level: 'ok', rule: 'ok', reason: 'Nothing waiting' };
  }
  if (slope < 0) {
    const drainsInSeconds = backlog / -slope;
    return {
      ...trend,
      drainsInSeconds,
      level: 'ok',
      rule: 'ok',
      reason: `Keeps up: ${waiting}, drained in ${seconds(
        drainsInSeconds * 1000,
      )}`,
    };
  }
  return {
    ...trend,
    level: 'ok',
    rule: 'ok',
    reason: `Keeps up: ${waiting}, and it was empty within ${during}`,
  };
}
