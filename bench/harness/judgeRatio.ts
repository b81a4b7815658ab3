import { Ratio } from './Benchmark';

/** True where a ratio is within its bounds, or has none. */
export function isWithin({ value, atMost, atLeast }: Ratio): boolean {
  return (
    (atMost === undefined || value <= atMost) &&
    (atLeast === undefined || value >= atLeast)
  );
}

/** The bound of a ratio as people write it; empty where it has none. */
export function formatBound({ atMost, atLeast }: Ratio): string {
  if (atMost !== undefined) {
    return `≤ ${atMost}`;
  }
  return atLeast !== undefined ? `≥ ${atLeast}` : '';
}
