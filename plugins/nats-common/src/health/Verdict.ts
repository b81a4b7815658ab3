/**
 * How well something does. `unknown` is said whenever the data does not carry a claim.
 *
 * @public
 */
export type VerdictLevel = 'ok' | 'info' | 'warning' | 'error' | 'unknown';

/**
 * What a person can do about a verdict.
 *
 * @public
 */
export interface Advice {
  /** One sentence. */
  text: string;
  /** A command of the `nats` tool, its arguments quoted for a POSIX shell. */
  command?: string;
}

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
  /**
   * Milliseconds since 1970, the server's clock: so long it has been like this at
   * least, as far back as the samples reach. Absent where there is no beginning.
   */
  since?: number;
  /** Absent where there is nothing to do. */
  advice?: Advice;
}

/** From best to worst; `unknown` stands between what is fine and what is not. */
const ORDER: VerdictLevel[] = ['ok', 'info', 'unknown', 'warning', 'error'];

/**
 * Sorts by level, worst first.
 *
 * @public
 */
export function compareVerdicts(
  a: Pick<Verdict, 'level'>,
  b: Pick<Verdict, 'level'>,
): number {
  return ORDER.indexOf(b.level) - ORDER.indexOf(a.level);
}
