/**
 * A message that a consumer has delivered as often as it may, and delivers no more.
 *
 * @public
 */
export interface GivenUpMessage {
  /** As the configuration names it. */
  account: string;
  stream: string;
  consumer: string;
  /** Sequence of the stream. */
  sequence: number;
}

/**
 * Whether everything is heard that servers tell in an account. The number stays the same
 * for as long as nothing can have been missed.
 *
 * @public
 */
export type Hearing = { epoch: number } | { deafBecause: string };

/**
 * Ears in all configured accounts of a broker, until they are closed.
 *
 * @public
 */
export interface AdvisoryListening {
  /**
   * How well it is heard now in each account, by its name; never asks and never waits.
   * Where it is not heard, or with a login that has changed, it is tried again from here:
   * to be called now and then.
   */
  attend(): ReadonlyMap<string, Hearing>;
  close(): void;
}
