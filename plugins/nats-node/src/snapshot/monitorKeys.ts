/** Keys that operators write thresholds into (jsm.go, monitor package). */
const PREFIX = 'io.nats.monitor.';

/** The thresholds among the metadata; undefined where there are none. */
export function monitorKeys(
  metadata: Record<string, string> | null | undefined,
): Record<string, string> | undefined {
  const entries = Object.entries(metadata ?? {}).filter(([key]) =>
    key.startsWith(PREFIX),
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
