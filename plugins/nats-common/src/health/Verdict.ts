/**
 * How well something does. `unknown` is said whenever the data does not carry a claim.
 *
 * @public
 */
export type VerdictLevel = 'ok' | 'info' | 'warning' | 'error' | 'unknown';

/**
 * A judgement with its reason.
 *
 * @public
 */
export interface Verdict {
  level: VerdictLevel;
  /** The rule that decided, e.g. `lagging`. */
  rule: string;
  /** One sentence with the numbers. */
  reason: string;
}

/** From best to worst; `unknown` stands between what is fine and what is not. */
const ORDER: VerdictLevel[] = ['ok', 'info', 'unknown', 'warning', 'error'];

/**
 * Sorts by level, worst first.
 *
 * @public
 */
export function compareVerdicts(a: Verdict, b: Verdict): number {
  return ORDER.indexOf(b.level) - ORDER.indexOf(a.level);
}
