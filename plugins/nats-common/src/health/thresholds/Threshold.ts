/**
 * Where a threshold was set, the least specific first: by the rule, by the platform in
 * app-config, in the metadata of the stream or consumer, in an annotation of the entity.
 *
 * @public
 */
export type ThresholdOrigin = 'default' | 'policy' | 'metadata' | 'entity';

/**
 * A value from which on something is to be said.
 *
 * @public
 */
export interface Threshold {
  /** E.g. `unprocessed-critical`: the key after `io.nats.monitor.`. */
  key: string;
  /** A count, milliseconds, or 1 for a flag that is set. */
  value: number;
  unit: 'count' | 'ms' | 'flag';
  origin: ThresholdOrigin;
  /** The platform does not let others set it. */
  enforced?: true;
}

/**
 * The thresholds in force, by key; what is switched off is not among them.
 *
 * @public
 */
export type Thresholds = ReadonlyMap<string, Threshold>;

/**
 * What a threshold is about.
 *
 * @public
 */
export interface ThresholdShape {
  unit: Threshold['unit'];
  /** In force where nobody says otherwise; a count, or milliseconds. */
  byDefault?: number;
}
