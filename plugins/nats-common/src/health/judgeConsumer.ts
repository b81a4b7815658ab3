import { formatSpan } from '../words';
import {
  backlogOf,
  ConsumerSnapshot,
  LeaderlessConsumer,
} from './BrokerSnapshot';
import {
  carryVerdict,
  connectedSamples,
  MIN_SAMPLES,
  MIN_SPAN,
  newestSamples,
  rewindIndex,
  Samples,
  spanOf,
} from './consumerWindow';
import { judgeAbandoned } from './judgeAbandoned';
import {
  backlogPerSecond,
  BacklogVerdict,
  describeBacklog,
  judgeBacklog,
} from './judgeBacklog';
import { compareVerdicts, Verdict } from './Verdict';

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
  /** The consumer is known and its leader did not answer the last time; the row says which leader the others name. */
  leaderless?: boolean | Pick<LeaderlessConsumer, 'leader'>;
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

function judgeLeaderless(
  leaderless: true | Pick<LeaderlessConsumer, 'leader'>,
): ConsumerVerdict {
  const rule = 'no-leader';
  if (leaderless === true) {
    return {
      level: 'warning',
      rule,
      reason: 'Its leader did not answer, or there is none',
    };
  }
  return leaderless.leader === ''
    ? {
        level: 'error',
        rule,
        reason: 'The consumer has no leader, so nothing is delivered',
      }
    : {
        level: 'unknown',
        rule,
        reason: `Its leader ${leaderless.leader} did not answer`,
      };
}

function tooLittle(samples: Samples): ConsumerVerdict {
  return {
    level: 'unknown',
    rule: 'too-little-data',
    reason: `Watched for ${formatSpan(spanOf(samples))} with ${
      samples.length
    } ${
      samples.length === 1 ? 'sample' : 'samples'
    }; a verdict needs ${formatSpan(MIN_SPAN)} and ${MIN_SAMPLES} samples`,
  };
}

/** How long the newest count of deliveries has stood. */
function quietTime(samples: Samples): number {
  const newest = samples[samples.length - 1];
  const since =
    samples.findLastIndex(
      sample =>
        sample.deliveredConsumerSequence !== newest.deliveredConsumerSequence,
    ) + 1;
  return spanOf(samples.slice(since));
}

/** A backlog that came up within the window, too short ago for a trend. */
function judgeNewBacklog(samples: Samples, lastEmpty: number): Verdict {
  const newest = samples[samples.length - 1];
  const since = formatSpan(newest.at - samples[lastEmpty].at);
  const fell = samples.some(
    (sample, i) => i > 0 && backlogOf(sample) < backlogOf(samples[i - 1]),
  );
  return fell
    ? {
        level: 'ok',
        rule: 'ok',
        reason: `Was empty ${since} ago, ${describeBacklog(newest)} now`,
      }
    : {
        level: 'info',
        rule: 'new-backlog',
        reason: `Was empty ${since} ago, ${describeBacklog(
          newest,
        )} now; too early to say more`,
      };
}

function judgeSamples(samples: Samples, quiet: number): BacklogVerdict {
  const lastEmpty = samples.findLastIndex(sample => backlogOf(sample) === 0);
  if (lastEmpty === samples.length - 1) {
    return { level: 'ok', rule: 'ok', reason: 'Nothing waiting' };
  }
  const busy = samples.slice(lastEmpty + 1);
  return carryVerdict(busy)
    ? judgeBacklog(busy, quiet)
    : judgeNewBacklog(samples, lastEmpty);
}

/** A consumer that went back delivers again what it has delivered, until it reaches where it was. */
function judgeRewind(samples: Samples): Verdict | undefined {
  const newest = samples[samples.length - 1];
  const furthest = Math.max(
    ...samples.map(sample => sample.deliveredStreamSequence),
  );
  return newest.deliveredStreamSequence < furthest
    ? {
        level: 'warning',
        rule: 'rewind',
        reason: `Went back to an earlier message and delivers some again, ${describeBacklog(
          newest,
        )}`,
      }
    : undefined;
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
    return judgeLeaderless(window.leaderless);
  }
  if (!newest) {
    return { level: 'unknown', rule: 'no-data', reason: 'Never seen so far' };
  }
  if (window.age > 3 * window.interval) {
    return {
      level: 'unknown',
      rule: 'stale',
      reason: `The last sample is ${formatSpan(window.age)} old`,
    };
  }
  if (newest.paused) {
    return {
      level: 'info',
      rule: 'paused',
      reason: `Paused with ${describeBacklog(newest)}`,
    };
  }
  const connected = connectedSamples(window.samples, window.interval);
  const recent = newestSamples(connected);
  if (!carryVerdict(recent)) {
    return tooLittle(recent);
  }
  const rewind = judgeRewind(recent);
  const samples = recent.slice(Math.max(0, rewindIndex(recent)));
  if (!rewind && !carryVerdict(samples)) {
    return tooLittle(samples);
  }
  const verdict = rewind ?? judgeSamples(samples, quietTime(connected));
  const abandoned = judgeAbandoned(samples);
  return {
    ...verdict,
    ...(abandoned && compareVerdicts(abandoned, verdict) < 0 ? abandoned : {}),
    backlogPerSecond: backlogPerSecond(samples),
  };
}
