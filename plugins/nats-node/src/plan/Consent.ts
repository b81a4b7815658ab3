import { Refusal } from '../MessagingPlan';

/** What somebody agreed to, by the names of assets: `JOBS`, `JOBS/echo`. */
export interface Consent {
  /** What may be deleted and made anew. */
  recreate: ReadonlySet<string>;
  /** Whose messages, or which consumer, may be lost. */
  loss: ReadonlySet<string>;
}

/** To nothing. */
export const NOTHING_AGREED: Consent = {
  recreate: new Set(),
  loss: new Set(),
};

/** Whether a new asset can be what is wanted, and may take the place of this one. */
export function mayBeNew(
  name: string,
  refusals: readonly Refusal[],
  consent: Consent,
): boolean {
  return (
    consent.recreate.has(name) &&
    refusals.some(({ recreatable }) => recreatable)
  );
}
