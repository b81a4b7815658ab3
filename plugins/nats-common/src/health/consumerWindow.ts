import { ConsumerSnapshot } from './BrokerSnapshot';

/** A verdict needs this many samples … */
export const MIN_SAMPLES = 3;
/** … over at least this long, milliseconds. One dip or one burst is no trend. */
export const MIN_SPAN = 60_000;
/** A verdict looks at this many of the newest samples, and at more where they span under a minute. */
const WINDOW_SAMPLES = 10;

/** Samples of one consumer, oldest first. */
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
 * The newest run of samples that belong together: of the consumer that exists
 * now, not paused, and without a hole in which nobody knows what happened.
 *
 * @param interval - milliseconds between two samples as configured
 */
export function connectedSamples(samples: Samples, interval: number): Samples {
  const newest = samples[samples.length - 1];
  const hole = Math.max(3 * interval, MIN_SPAN);
  const foreign = samples.findLastIndex(
    ({ created, paused }) => created !== newest.created || paused,
  );
  const broken = samples.findLastIndex(
    ({ at }, i) => i > 0 && at - samples[i - 1].at > hole,
  );
  return samples.slice(Math.max(foreign + 1, broken, 0));
}

/** The newest samples that a verdict looks at. */
export function newestSamples(samples: Samples): Samples {
  let size = Math.min(WINDOW_SAMPLES, samples.length);
  while (size < samples.length && spanOf(samples.slice(-size)) < MIN_SPAN) {
    size++;
  }
  return samples.slice(-size);
}

/** The index of the newest sample at which the consumer had gone back, or -1. */
export function rewindIndex(samples: Samples): number {
  return samples.findLastIndex((sample, i) => {
    const before = samples[i - 1];
    return (
      i > 0 &&
      (sample.deliveredConsumerSequence < before.deliveredConsumerSequence ||
        sample.deliveredStreamSequence < before.deliveredStreamSequence)
    );
  });
}

/** Messages that were given up after their last delivery, at least: redelivered once, and no longer in flight. */
export function abandonedOf(sample: ConsumerSnapshot): number {
  return Math.max(0, sample.redelivered - sample.ackPending);
}

/**
 * Messages that left the stream undelivered, at least: what waits falls only by
 * delivery or by the loss of the message. A new leader counts afresh.
 */
export function lostDuring(samples: Samples): number {
  return samples.reduce((lost, sample, i) => {
    const before = samples[i - 1];
    if (i === 0 || sample.leader !== before.leader) {
      return lost;
    }
    const delivered =
      sample.deliveredConsumerSequence - before.deliveredConsumerSequence;
    return lost + Math.max(0, before.pending - sample.pending - delivered);
  }, 0);
}
