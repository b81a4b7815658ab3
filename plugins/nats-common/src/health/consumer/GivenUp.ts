/**
 * What the servers told of messages that a consumer delivered as often as it may. Times
 * are milliseconds since 1970, the server's clock.
 *
 * @public
 */
export interface GivenUp {
  /** From here on every one was heard of; absent where some may have been missed until now. */
  since?: number;
  /** Why they cannot be heard of; absent where they can. */
  deafBecause?: string;
  /** Heard between two samples: how many, and when the later one was taken. Oldest first, of the last hour. */
  heard: readonly { at: number; messages: number }[];
  /** Sequences of the stream of the newest, oldest first; a few. */
  sequences: readonly number[];
}

/**
 * Messages that reached maxDeliver.
 *
 * @public
 */
export interface GivenUpCount {
  /** Within the samples of the verdict, a count. */
  fresh: number;
  /** All that is known of, those included; a count. */
  known: number;
  /** `fresh` counts every one: the servers were heard all the time. Else there may be more. */
  isExact: boolean;
}
