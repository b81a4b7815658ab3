/**
 * Orders numbers; what is not known comes last either way.
 *
 * @param sign - 1 for ascending, -1 for descending
 */
export function byNumber(
  a: number | undefined,
  b: number | undefined,
  sign: number,
): number {
  if (a === undefined || b === undefined) {
    return Number(a === undefined) - Number(b === undefined);
  }
  // Infinity minus itself is not a number.
  return a === b ? 0 : sign * (a - b);
}
