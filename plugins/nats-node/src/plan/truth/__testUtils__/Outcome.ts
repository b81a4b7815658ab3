import { isAtLeast } from '../../serverVersion';

/**
 * What a server does with a request: an error code of the JetStream API; or it
 * takes the request and stores what was asked (`applied`) or something else (`dropped`).
 */
export type Outcome = number | 'applied' | 'dropped';

/** An outcome for all versions, or from each of these versions on. */
export type Outcomes = Outcome | Record<string, Outcome>;

/** The outcome for a version: that of the newest of those it has reached. */
export function outcomeFor(outcomes: Outcomes, version: string): Outcome {
  if (typeof outcomes !== 'object') {
    return outcomes;
  }
  const reached = Object.keys(outcomes)
    .filter(since => isAtLeast(version, since))
    .sort((a, b) => (isAtLeast(a, b) ? -1 : 1));
  if (reached.length === 0) {
    throw new Error(`No outcome is known for ${version}`);
  }
  return outcomes[reached[0]];
}
