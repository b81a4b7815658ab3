/**
 * Compares a server's version, `2.12.5` or `2.12.5-preview.1`, with a release.
 * A version that cannot be read counts as older.
 */
export function isAtLeast(version: string, release: string): boolean {
  const parse = (text: string) =>
    /^v?(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number);
  const own = parse(version);
  const other = parse(release);
  if (!own || !other) {
    return false;
  }
  const differing = own.findIndex((part, i) => part !== other[i]);
  return differing === -1 || own[differing] > other[differing];
}
