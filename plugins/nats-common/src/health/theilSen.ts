/** A slope with the interval that holds the true one in 95 of 100 cases. */
export interface Trend {
  slope: number;
  least: number;
  most: number;
}

/** Two-sided 95 % of the normal distribution. */
const Z = 1.96;

/** Up to so many, numbers are sorted faster by hand than by a call of the runtime; a window of ten samples has 45. */
const FEW = 64;

/** For few numbers: an array for each line costs as much as all that is done with it. */
const scratch = new Float64Array(FEW);

function sortFew(numbers: Float64Array, count: number): Float64Array {
  for (let i = 1; i < count; i++) {
    const number = numbers[i];
    let j = i;
    for (; j > 0 && numbers[j - 1] > number; j--) {
      numbers[j] = numbers[j - 1];
    }
    numbers[j] = number;
  }
  return numbers;
}

/** The slopes between all pairs in order; good until the next line is asked for. */
function slopesOf(
  xs: readonly number[],
  ys: readonly number[],
): { slopes: Float64Array; count: number } {
  const pairs = (xs.length * (xs.length - 1)) / 2;
  const slopes = pairs <= FEW ? scratch : new Float64Array(pairs);
  let count = 0;
  for (let i = 0; i < xs.length; i++) {
    for (let j = i + 1; j < xs.length; j++) {
      const dx = xs[j] - xs[i];
      if (dx !== 0) {
        // Plus zero: no difference over a negative distance is -0, which people would be shown.
        slopes[count++] = (ys[j] - ys[i]) / dx + 0;
      }
    }
  }
  return count <= FEW
    ? { slopes: sortFew(slopes, count), count }
    : { slopes: slopes.subarray(0, count).sort(), count };
}

/**
 * The slope of a line through points that a few outliers cannot bend: the median
 * of the slopes between all pairs (Theil 1950), with Sen's interval from the variance
 * of Kendall's statistic (Sen 1968, "Estimates of the regression coefficient").
 *
 * @param xs - in any unit
 * @param ys - as many, in any unit
 * @returns units of y per unit of x, or `undefined` with fewer than two distinct x
 */
export function theilSen(
  xs: readonly number[],
  ys: readonly number[],
): Trend | undefined {
  const { slopes, count } = slopesOf(xs, ys);
  if (count === 0) {
    return undefined;
  }
  const middle = count >> 1;
  const n = xs.length;
  const spread = Z * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const below = Math.max(0, Math.floor((count - spread) / 2) - 1);
  const above = Math.min(count - 1, Math.ceil((count + spread) / 2));
  return {
    slope:
      count % 2 === 1
        ? slopes[middle]
        : (slopes[middle - 1] + slopes[middle]) / 2,
    least: slopes[below],
    most: slopes[above],
  };
}
