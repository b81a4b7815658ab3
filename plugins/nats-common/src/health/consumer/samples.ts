import { backlogOf, ConsumerSnapshot } from '../BrokerSnapshot';

/** A verdict needs this many samples … */
export const MIN_SAMPLES = 3;
/** … over at least this long, milliseconds. One dip or one burst is no trend. */
export const MIN_SPAN = 60_000;
/** A verdict looks at this many of the newest samples, and at more where they span under a minute. */
const WINDOW_SAMPLES = 10;

/** Longer than this many intervals is a hole; what nobody asked for is sampled a fourth as often. */
const HOLE = 5;

/**
 * Samples of one consumer, oldest first.
 *
 * @public
 */
export type Samples = readonly ConsumerSnapshot[];

/** Milliseconds from the oldest to the newest sample; clocks of two leaders may run apart. */
export function spanOf(samples: Samples): number {
  return samples.length > 1
    ? Math.max(0, samples[samples.length - 1].at - samples[0].at)
    : 0;
}

/** True when the samples are enough for a verdict. */
export function carryVerdict(samples: Samples): boolean {
  return samples.length >= MIN_SAMPLES && spanOf(samples) >= MIN_SPAN;
}

/**
 * Where the newest run of samples begins that belong together: of the consumer that
 * exists now, paused or not as it is now, and without a hole in which nobody knows what
 * happened or a clock that ran back.
 *
 * @param interval - milliseconds between two samples as configured
 */
export function connectedFrom(samples: Samples, interval: number): number {
  const newest = samples[samples.length - 1];
  const hole = Math.max(HOLE * interval, MIN_SPAN);
  let start = samples.length - 1;
  while (start > 0) {
    const before = samples[start - 1];
    const step = samples[start].at - before.at;
    // Clocks of two leaders run apart by less than an interval, or are worth no trust.
    if (
      before.created !== newest.created ||
      before.paused !== newest.paused ||
      step > hole ||
      step < -interval
    ) {
      break;
    }
    start--;
  }
  return start;
}

/**
 * Where the newest samples begin that a verdict looks at.
 *
 * @param from - where those begin that belong together
 */
export function recentFrom(samples: Samples, from: number): number {
  const newest = samples[samples.length - 1];
  let start = Math.max(from, samples.length - WINDOW_SAMPLES);
  while (start > from && newest.at - samples[start].at < MIN_SPAN) {
    start--;
  }
  return start;
}

/** The first of the newest samples that all are as said. */
export function beginningOf(
  samples: Samples,
  isLikeThis: (sample: ConsumerSnapshot) => boolean,
): ConsumerSnapshot {
  const other = samples.findLastIndex(sample => !isLikeThis(sample));
  return samples[Math.min(other + 1, samples.length - 1)];
}

/** Deliveries within the samples, those of a message that came again included. */
export function deliveriesIn(samples: Samples): number {
  return (
    samples[samples.length - 1].deliveredConsumerSequence -
    samples[0].deliveredConsumerSequence
  );
}

/** How far the consumer came within the samples, sequences of the stream. */
export function advanceIn(samples: Samples): number {
  return (
    samples[samples.length - 1].deliveredStreamSequence -
    samples[0].deliveredStreamSequence
  );
}

/** True when the backlog was smaller at some sample than at the one before. */
export function fellOnce(samples: Samples): boolean {
  return samples.some(
    (sample, i) => i > 0 && backlogOf(sample) < backlogOf(samples[i - 1]),
  );
}

/** True when a client asked for messages, or a subscriber was there, at some sample. */
export function wasAsked(samples: Samples): boolean {
  return samples.some(({ waiting, pushBound }) => waiting > 0 || pushBound);
}

/**
 * True where a consumer stands before where it stood. A new leader may have missed the
 * last deliveries of the old one, which is no going back.
 *
 * @public
 */
export function wentBack(
  before: ConsumerSnapshot,
  sample: ConsumerSnapshot,
): boolean {
  return (
    sample.leader === before.leader &&
    (sample.deliveredConsumerSequence < before.deliveredConsumerSequence ||
      sample.deliveredStreamSequence < before.deliveredStreamSequence)
  );
}

/** The index of the newest sample from `from` on at which the consumer had gone back, or -1. */
export function rewindIndex(samples: Samples, from: number): number {
  for (let i = samples.length - 1; i > from; i--) {
    if (wentBack(samples[i - 1], samples[i])) {
      return i;
    }
  }
  return -1;
}
