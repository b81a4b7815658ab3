import { TimeRange } from './ChartData';

/** A part of a chart that is shown instead of the one before. */
export type ZoomStep = 'in' | 'earlier' | 'later';

/** Milliseconds of the shortest part: less shows no more. */
const SHORTEST = 10_000;

/**
 * The part to show next: the newer half of what is shown, or as much just before or
 * after it, never beyond the whole.
 *
 * @param shown - all of it where absent
 */
export function zoomRange(
  whole: TimeRange,
  shown: TimeRange | undefined,
  step: ZoomStep,
): TimeRange {
  const { from, to } = shown ?? whole;
  const length = to - from;
  if (step === 'in') {
    return { from: to - Math.max(Math.min(SHORTEST, length), length / 2), to };
  }
  const start =
    step === 'earlier'
      ? Math.max(whole.from, from - length)
      : Math.min(whole.to - length, from + length);
  return { from: start, to: start + length };
}
