import { RangeQuery, RangeSeries } from './PrometheusClient';

/** Servers say so, or more, where nothing is limited (2^64 - 1). */
const UNLIMITED = 2 ** 63;

/** The numbers of a series, one for each step; null where it has none. */
export function toValues(
  series: RangeSeries | undefined,
  { start, end, step }: RangeQuery,
): (number | null)[] {
  const values = new Array<number | null>(
    Math.round((end - start) / step) + 1,
  ).fill(null);
  for (const [at, text] of series?.values ?? []) {
    const index = Math.round((at - start) / step);
    const value = Number(text);
    if (
      index >= 0 &&
      index < values.length &&
      Number.isFinite(value) &&
      value < UNLIMITED
    ) {
      values[index] = value;
    }
  }
  return values;
}
