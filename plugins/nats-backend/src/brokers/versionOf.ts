import { BrokerState } from '../sampling/BrokerSampler';

/** Snapshots older than so many intervals are told with their age, which is another each second. */
const STALE = 3;

/** True where what is said of a broker, or of what it holds, is another each second: its age. */
export function saysAge(
  { snapshot, error, intervalMs }: BrokerState,
  now: number,
): boolean {
  return (
    !snapshot ||
    error !== undefined ||
    Math.abs(now - snapshot.at) > STALE * intervalMs
  );
}

/**
 * Another text where another thing is to be said of a broker or of what it holds;
 * undefined where that changes by the moment.
 *
 * @param now - milliseconds since 1970
 */
export function versionOf(state: BrokerState, now: number): string | undefined {
  return state.revision === undefined || saysAge(state, now)
    ? undefined
    : String(state.revision);
}
