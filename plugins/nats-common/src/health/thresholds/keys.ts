import { ThresholdShape } from './Threshold';

const count: ThresholdShape = { unit: 'count' };
const span: ThresholdShape = { unit: 'ms' };
const flag: ThresholdShape = { unit: 'flag' };

/**
 * Thresholds of consumers. Those that end in `-critical` and the counters' names are
 * the operators' own (jsm.go, monitor package); the others are about what only a window shows.
 *
 * @public
 */
export const CONSUMER_THRESHOLDS: Readonly<Record<string, ThresholdShape>> = {
  'outstanding-ack-critical': count,
  'waiting-critical': count,
  'unprocessed-critical': count,
  'last-delivery-critical': span,
  'last-ack-critical': span,
  'redelivery-critical': count,
  /** Every priority group has a client that is pinned to it. */
  pinned: flag,
  /** A backlog up to this is none. */
  'backlog-allowed': count,
  /** How long the next message may have waited; five minutes deserve a look (the Netdata guide on NATS). */
  'behind-warning': { unit: 'ms', byDefault: 300_000 },
  'behind-critical': span,
  /** How long the backlog may take to drain at the present rate. */
  'drain-warning': span,
  'drain-critical': span,
};

/**
 * Thresholds of streams, all of them the operators' own (jsm.go, monitor package).
 *
 * @public
 */
export const STREAM_THRESHOLDS: Readonly<Record<string, ThresholdShape>> = {
  'lag-critical': count,
  'seen-critical': span,
  'min-sources': count,
  'max-sources': count,
  'peer-expect': count,
  'peer-lag-critical': count,
  'peer-seen-critical': span,
  'msgs-warn': count,
  'msgs-critical': count,
  'subjects-warn': count,
  'subjects-critical': count,
};
