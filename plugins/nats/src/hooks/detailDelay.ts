const DEFAULT_DELAY_MS = 5_000;
const MIN_DELAY_MS = 2_000;

/** Milliseconds until details are asked for again: as often as their broker is sampled. */
export function detailDelay(
  detail: { intervalSeconds: number } | undefined,
): number {
  return detail
    ? Math.max(MIN_DELAY_MS, detail.intervalSeconds * 1000)
    : DEFAULT_DELAY_MS;
}
