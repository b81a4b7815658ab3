import { StreamState } from '../BrokerSnapshot';

/**
 * What a stream did between two moments, per second.
 *
 * @public
 */
export interface StreamRates {
  /** Messages that came in. */
  publishedPerSecond: number;
  /** Messages that went: acknowledged, over a limit, purged or deleted. */
  removedPerSecond: number;
  /** Bytes more than before; fewer where it shrank. */
  bytesPerSecond: number;
}

/**
 * What a stream did between two moments; undefined where they do not belong together, as
 * when it was deleted and made again.
 *
 * @public
 */
export function streamRatesBetween(
  before: StreamState,
  after: StreamState,
): StreamRates | undefined {
  const seconds = (after.at - before.at) / 1000;
  const published = after.lastSequence - before.lastSequence;
  if (seconds <= 0 || published < 0) {
    return undefined;
  }
  // A stream with per-subject limits may replace as many as come.
  const removed = published - (after.messages - before.messages);
  return {
    publishedPerSecond: published / seconds,
    removedPerSecond: Math.max(0, removed) / seconds,
    bytesPerSecond: (after.bytes - before.bytes) / seconds,
  };
}
