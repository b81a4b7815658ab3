import { TrendPoint } from '@nats-portal/plugin-nats-common';

/** A box for a line, in the units of its view box. */
export interface SparklineBox {
  width: number;
  height: number;
  /** Room for the width of the stroke. */
  padding: number;
}

const rounded = (value: number) => Math.round(value * 100) / 100;

/**
 * Places a trend line in a box: time to the right, zero at the bottom. A scale
 * that began at the least value would make a ripple look like a flood.
 */
export function sparklinePoints(
  points: readonly TrendPoint[],
  box: SparklineBox,
): { x: number; y: number }[] {
  if (points.length < 2) {
    return [];
  }
  const start = points[0].at;
  const span = points[points.length - 1].at - start || 1;
  const most = points.reduce((max, { backlog }) => Math.max(max, backlog), 1);
  const width = box.width - 2 * box.padding;
  const height = box.height - 2 * box.padding;
  return points.map(({ at, backlog }) => ({
    x: rounded(box.padding + (width * (at - start)) / span),
    y: rounded(box.padding + height * (1 - backlog / most)),
  }));
}

/** The `d` of an SVG path through points. */
export function toPath(points: readonly { x: number; y: number }[]): string {
  return points
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`)
    .join('');
}
