import { TrendPoint } from '@nats-portal/plugin-nats-common';

/** The backlog at a moment within a trend line, as the line is drawn. */
function backlogAt(points: readonly TrendPoint[], at: number): number {
  const next = points.findIndex(point => point.at >= at);
  const after = points[next];
  if (next === 0 || after.at === at) {
    return after.backlog;
  }
  const before = points[next - 1];
  const share = (at - before.at) / (after.at - before.at);
  return before.backlog + share * (after.backlog - before.backlog);
}

/**
 * The backlogs of several consumers together, messages, over the time in which all of
 * them are known: one that came later would look like a flood.
 *
 * @param trends - each oldest first; those without a point tell nothing
 */
export function sumTrends(
  trends: readonly (readonly TrendPoint[])[],
): TrendPoint[] {
  const known = trends.filter(points => points.length > 0);
  const from = Math.max(...known.map(([first]) => first.at));
  const to = Math.min(...known.map(points => points[points.length - 1].at));
  if (known.length === 0 || from > to) {
    return [];
  }
  // Servers have clocks of their own: the moments of all would be very many.
  const [densest] = [...known].sort((a, b) => b.length - a.length);
  const within = densest.map(({ at }) => at).filter(at => at > from && at < to);
  return [...new Set([from, ...within, to])].map(at => ({
    at,
    backlog: Math.round(
      known.reduce((sum, points) => sum + backlogAt(points, at), 0),
    ),
  }));
}
