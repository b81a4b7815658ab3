import { BrokerState } from '../sampling/BrokerSampler';

/** Snapshots older than so many intervals are told with their age, which is another each second. */
const STALE = 3;

/**
 * Another text where another thing is to be said of a broker or of what it holds;
 * undefined where that changes by the moment.
 *
 * @param now - milliseconds since 1970
 */
export function versionOf(
  { snapshot, error, revision, intervalMs }: BrokerState,
  now: number,
): string | undefined {
  return revision !== undefined &&
    snapshot &&
    error === undefined &&
    Math.abs(now - snapshot.at) <= STALE * intervalMs
    ? String(revision)
    : undefined;
}
