/**
 * The channel of Backstage's signals that says when a verdict has changed.
 *
 * @public
 */
export const NATS_VERDICTS_CHANNEL = 'nats:verdicts';

/**
 * Some verdict of these brokers, of a stream or a consumer on them has changed: ask again.
 *
 * @public
 */
export interface VerdictsSignal {
  /** Names. */
  brokers: string[];
}
