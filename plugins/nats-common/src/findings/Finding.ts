/**
 * How bad a finding is: an `error` is something the server, the cluster or a
 * later step would refuse or silently get wrong; a `warning` is legal, and
 * usually not what was meant.
 *
 * @public
 */
export type FindingSeverity = 'error' | 'warning';

/**
 * One thing that is wrong with an input, with the place of it.
 *
 * @public
 */
export interface Finding {
  /** The id of the rule that found it, e.g. `js-subject-overlap`. */
  id: string;
  severity: FindingSeverity;
  /** Path into the input, e.g. `streams[0].consumers[1].backoff`; empty for the input as a whole. */
  path: string;
  /** Line of that place, from 1, where the input is a text. */
  line?: number;
  /** Column of that place, from 1, where the input is a text. */
  column?: number;
  /** What will happen and how to mend it, as one or two sentences. */
  message: string;
}
