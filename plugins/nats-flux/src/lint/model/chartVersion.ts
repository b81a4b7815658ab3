/** Major, minor and patch of one exact version; nothing for a range. */
export function exactVersion(
  version: string | undefined,
): [number, number, number] | undefined {
  const [, major, minor, patch] =
    /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:[-+][\w.+-]+)?$/.exec(
      version ?? '',
    ) ?? [];
  return major === undefined
    ? undefined
    : [Number(major), Number(minor), Number(patch)];
}

/** True where both are exact and the first comes before the second. */
export function isBefore(version: string | undefined, other: string): boolean {
  const a = exactVersion(version);
  const b = exactVersion(other);
  if (!a || !b) {
    return false;
  }
  const differs = a.findIndex((part, i) => part !== b[i]);
  return differs >= 0 && a[differs] < b[differs];
}
