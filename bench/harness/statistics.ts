/** Least, middle and greatest of what was measured. */
export interface Summary {
  minimum: number;
  median: number;
  maximum: number;
}

/**
 * The value that half of the others are not above; of an even number of values
 * the lower of the two in the middle, so that it is one that was measured.
 *
 * @throws RangeError for no values
 */
export function medianOf(values: readonly number[]): number {
  if (values.length === 0) {
    throw new RangeError('There is no median of nothing');
  }
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1];
}

/** @throws RangeError for no values */
export function summarize(values: readonly number[]): Summary {
  return {
    minimum: Math.min(...values),
    median: medianOf(values),
    maximum: Math.max(...values),
  };
}
