/** The first two numbers of a version, e.g. `[2, 15]`. */
export type MinorVersion = readonly [major: number, minor: number];

/**
 * Compares the version of a server with one that does something for the first time.
 *
 * @returns undefined where the version is not known, or is none
 */
export function isAtLeast(
  version: string | undefined,
  [major, minor]: MinorVersion,
): boolean | undefined {
  const [, a, b] = /^v?(\d{1,4})\.(\d{1,4})/.exec(version ?? '') ?? [];
  return a === undefined
    ? undefined
    : Number(a) > major || (Number(a) === major && Number(b) >= minor);
}
