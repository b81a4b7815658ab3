import { TrendPoint } from '@nats-portal/plugin-nats-common';

/** A trend line in words: where it came from, where it went, how long it took. */
export interface TrendDescription {
  direction: 'rose' | 'fell' | 'steady' | 'moved';
  from: number;
  to: number;
  least: number;
  most: number;
  seconds: number;
}

/**
 * Describes a trend line for those who cannot see it.
 *
 * @returns `undefined` with fewer than two points
 */
export function describeTrend(
  points: readonly TrendPoint[],
): TrendDescription | undefined {
  if (points.length < 2) {
    return undefined;
  }
  const first = points[0];
  const last = points[points.length - 1];
  let least = Infinity;
  let most = -Infinity;
  for (const { backlog } of points) {
    least = Math.min(least, backlog);
    most = Math.max(most, backlog);
  }
  const from = first.backlog;
  const to = last.backlog;
  const seconds = (last.at - first.at) / 1000;
  const ends = { from, to, least, most, seconds };
  if (least === most) {
    return { direction: 'steady', ...ends };
  }
  if (from === least && to === most) {
    return { direction: 'rose', ...ends };
  }
  if (from === most && to === least) {
    return { direction: 'fell', ...ends };
  }
  return { direction: 'moved', ...ends };
}
