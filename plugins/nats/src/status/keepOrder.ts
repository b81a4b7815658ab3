/**
 * Puts items into the order they had before; those that are new come last, sorted
 * among themselves. So nothing moves under the pointer while numbers change.
 */
export function keepOrder<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  previous: readonly string[],
  sort: (added: readonly T[]) => T[] = added => [...added],
): T[] {
  const place = new Map(previous.map((key, index) => [key, index]));
  const kept: T[] = [];
  const added: T[] = [];
  for (const item of items) {
    const index = place.get(keyOf(item));
    if (index === undefined) {
      added.push(item);
    } else {
      kept[index] = item;
    }
  }
  // What is gone has left a hole.
  return [...kept.filter(() => true), ...sort(added)];
}
