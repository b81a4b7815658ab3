import { backlogOf } from './BrokerSnapshot';
import { ConsumerWindow } from './consumer/ConsumerWindow';
import { Samples } from './consumer/samples';
import { limitOf } from './thresholds/limitOf';

/**
 * What Burrow calls the state of a partition.
 *
 * @public
 */
export type BurrowStatus =
  | 'NOTFOUND'
  | 'OK'
  | 'WARN'
  | 'STOP'
  | 'STALL'
  | 'REWIND';

/** Where the consumer stood whenever a client gave a sign of life, as Kafka's consumers commit. */
function commitsIn(samples: Samples): Samples {
  return samples.filter(
    (sample, i) =>
      sample.waiting > 0 ||
      sample.pushBound ||
      (i > 0 &&
        sample.deliveredConsumerSequence !==
          samples[i - 1].deliveredConsumerSequence),
  );
}

function isRewound(commits: Samples): boolean {
  const offsets = commits.map(one => one.deliveredStreamSequence);
  const at = offsets.findIndex((offset, i) => i > 0 && offset < offsets[i - 1]);
  return at > 0 && offsets.slice(at).every(offset => offset < offsets[at - 1]);
}

/**
 * Burrow's word for the same window, by its own rules in their order (Burrow,
 * core/internal/evaluator/caching.go), for those who compare or alert by it. One lucky
 * dip makes it say OK; the verdict does not fall for that.
 *
 * @public
 */
export function burrowStatus(window: ConsumerWindow): BurrowStatus {
  const { samples } = window;
  const newest = samples[samples.length - 1];
  if (!newest) {
    return 'NOTFOUND';
  }
  const allowed = limitOf(window.thresholds, 'backlog-allowed')?.value ?? 0;
  if (backlogOf(newest) <= allowed) {
    return 'OK';
  }
  const commits = commitsIn(samples);
  const [first, last] = [commits[0], commits[commits.length - 1]];
  if (!last || newest.at - last.at > last.at - first.at) {
    return 'STOP';
  }
  if (isRewound(commits)) {
    return 'REWIND';
  }
  const lags = commits.map(backlogOf);
  if (lags.some(lag => lag <= allowed)) {
    return 'OK';
  }
  const isStill = commits.every(
    one => one.deliveredStreamSequence === first.deliveredStreamSequence,
  );
  if (isStill) {
    return 'STALL';
  }
  return lags.some((lag, i) => i > 0 && lag < lags[i - 1]) ? 'OK' : 'WARN';
}
