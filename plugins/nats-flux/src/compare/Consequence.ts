/**
 * How much a consequence asks of whoever makes the change: an `error` is refused,
 * or something is lost or stands still unless the procedure is followed; a
 * `warning` is a time of less, or a surprise; `info` is what happens and harms nobody.
 *
 * @public
 */
export type ConsequenceSeverity = 'error' | 'warning' | 'info';

/**
 * What kind of thing happens in the cluster.
 *
 * - `rejected`: Kubernetes refuses the change
 * - `immutable`: the NATS server refuses the change
 * - `not-applied`: nothing refuses it, and it does not happen
 * - `reload-refused`: the servers refuse the whole configuration, in silence
 * - `empty-store`: new volumes, without the messages of the old
 * - `data-loss`: messages, or the position of a consumer, are deleted
 * - `disruption`: somebody cannot connect, or a quorum is missing, for a while or until mended
 * - `pods-roll`: all pods restart, one after another
 * - `reload`: the servers take it up without a restart
 * - `unmanaged`: it stays as it is, and Git no longer decides about it
 * - `behaviour`: messages or workers are treated differently from then on
 * - `unknown`: it cannot be told from the repository alone
 *
 * @public
 */
export type ConsequenceOutcome =
  | 'rejected'
  | 'immutable'
  | 'not-applied'
  | 'reload-refused'
  | 'empty-store'
  | 'data-loss'
  | 'disruption'
  | 'pods-roll'
  | 'reload'
  | 'unmanaged'
  | 'behaviour'
  | 'unknown';

/**
 * A value that a change touches.
 *
 * @public
 */
export interface ValueChange {
  /** Path into the object, e.g. `spec.values.config.cluster.replicas`; empty for the object as a whole. */
  path: string;
  /** The value before, a chart's or a controller's default where nothing was written; `undefined` for none. */
  from?: unknown;
  /** The value after; `undefined` for none. */
  to?: unknown;
}

/**
 * One step of a procedure.
 *
 * @public
 */
export interface ProcedureStep {
  /** What to do, a sentence. */
  text: string;
  /** What to type, for a POSIX shell; `<…>` is to be filled in. */
  command?: string;
}

/**
 * What a change of a repository does to the cluster that applies it.
 *
 * @public
 */
export interface Consequence {
  /** The id of the rule that found it, e.g. `change-vct`. */
  id: string;
  severity: ConsequenceSeverity;
  outcome: ConsequenceOutcome;
  /** The file with the object; where it stood, if it went. */
  file: string;
  /** The object, e.g. `HelmRelease nats`. */
  object: string;
  /** What changed. */
  changes: ValueChange[];
  /** What will happen in the cluster, as one to three sentences. */
  consequence: string;
  /** How to do it safely, in order; empty where there is nothing to do. */
  procedure: ProcedureStep[];
}
