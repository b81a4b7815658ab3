/** How far an apply says that it got. */
export interface HowFar {
  /** Assets that are as they are wanted, a count. */
  done: number;
  /** Assets of the spec, a count. */
  of: number;
  /** Assets that were made or changed, a count. */
  changed: number;
  /** The asset that it failed at. */
  at: string;
}

const SAYS =
  /^Stopped after (\d+) of (\d+) streams and consumers, (\d+) of them changed, at (Stream [^/ ]+|Consumer [^ ]+\/[^ ]+); what is done stays, and applying again goes on from there; caused by /;

/** @throws Error where the message does not say how far it got */
export function howFar({ message }: Error): HowFar {
  const found = SAYS.exec(message);
  if (!found) {
    throw new Error(`It does not say how far it got: ${message}`);
  }
  const [done, of, changed] = found.slice(1, 4).map(Number);
  return { done, of, changed, at: found[4] };
}
