import { Verdict, VerdictLevel } from '@nats-portal/plugin-nats-common';

/** All levels, worst first, as people look for them. */
export const LEVELS: readonly VerdictLevel[] = [
  'error',
  'warning',
  'unknown',
  'info',
  'ok',
];

/** How many there are of each level. */
export function countLevels(
  items: readonly { verdict: Pick<Verdict, 'level'> }[],
): Record<VerdictLevel, number> {
  const counts = { error: 0, warning: 0, unknown: 0, info: 0, ok: 0 };
  for (const { verdict } of items) {
    counts[verdict.level]++;
  }
  return counts;
}

/**
 * Items that hold every word of a text, in any case, and have one of some levels.
 *
 * @param filter - no levels means any
 */
export function filterByVerdict<T extends { verdict: Pick<Verdict, 'level'> }>(
  items: readonly T[],
  filter: { text: string; levels: ReadonlySet<VerdictLevel> },
  textOf: (item: T) => string,
): T[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && filter.levels.size === 0) {
    return [...items];
  }
  return items.filter(item => {
    const text = textOf(item).toLowerCase();
    return (
      (filter.levels.size === 0 || filter.levels.has(item.verdict.level)) &&
      words.every(word => text.includes(word))
    );
  });
}
