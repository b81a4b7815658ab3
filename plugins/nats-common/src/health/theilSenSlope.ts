/**
 * The slope of a line through points that a few outliers cannot bend: the median
 * of the slopes between all pairs (Theil 1950, Sen 1968).
 *
 * @param points - `x` and `y` in any units
 * @returns units of y per unit of x, or `undefined` with fewer than two distinct x
 * @public
 */
export function theilSenSlope(
  points: readonly { x: number; y: number }[],
): number | undefined {
  const slopes: number[] = [];
  for (let i = 0; i < points.length; i++) {
    for (let j = i + 1; j < points.length; j++) {
      const dx = points[j].x - points[i].x;
      if (dx !== 0) {
        // Plus zero: no difference over a negative distance is -0, which people would be shown.
        slopes.push((points[j].y - points[i].y) / dx + 0);
      }
    }
  }
  if (slopes.length === 0) {
    return undefined;
  }
  slopes.sort((a, b) => a - b);
  const middle = slopes.length >> 1;
  return slopes.length % 2 === 1
    ? slopes[middle]
    : (slopes[middle - 1] + slopes[middle]) / 2;
}
