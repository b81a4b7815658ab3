/**
 * Spans of time that a history can be asked for; each ends now.
 *
 * @public
 */
export const HISTORY_RANGES = ['6h', '24h', '7d', '30d'] as const;

/**
 * One of the spans of time.
 *
 * @public
 */
export type HistoryRange = (typeof HISTORY_RANGES)[number];

/**
 * What the numbers of a column count.
 *
 * @public
 */
export type HistoryUnit = 'messages' | 'messages/s' | 'bytes' | 'servers';

/**
 * One number over time.
 *
 * @public
 */
export interface HistoryColumn {
  /**
   * Of a consumer `backlog`, `inFlight`, `redelivered`, `deliveredPerSecond`; of a stream
   * `messages`, `bytes`, `publishedPerSecond`; of a broker `storageUsed`, `storageReserved`,
   * `storageLimit` (sums over its servers) and `servers`, which were there to be summed.
   */
  name: string;
  unit: HistoryUnit;
  /** What stands for a step: its highest value, its mean, or the value at its end. */
  of: 'highest' | 'mean' | 'last';
  /** Oldest first, one for each step; null where nothing is known. */
  values: (number | null)[];
}

/**
 * How a consumer, a stream or the storage of a broker was over a longer time:
 * `GET /brokers/{name}/history`, `/brokers/{name}/streams/{stream}/history` and
 * `/brokers/{name}/consumers/{stream}/{consumer}/history`.
 *
 * @public
 */
export interface LongHistory {
  broker: string;
  range: HistoryRange;
  /** `none` where no Prometheus is configured: an hour is what there is then. */
  source: 'prometheus' | 'none';
  /** Milliseconds since 1970 of the end of the first step. */
  from: number;
  stepSeconds: number;
  /** All of one length; none where nothing is known. */
  columns: HistoryColumn[];
  /** Why there is nothing, or what may be missing. */
  problem?: string;
}
