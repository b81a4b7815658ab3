/** The first of many in an order, in that order, without sorting all of them. */
export function firstOf<T>(
  items: readonly T[],
  most: number,
  compare: (a: T, b: T) => number,
): T[] {
  if (items.length <= most) {
    return [...items].sort(compare);
  }
  const first = items.slice(0, most).sort(compare);
  for (const item of items.slice(most)) {
    if (compare(item, first[most - 1]) < 0) {
      let from = 0;
      let to = most - 1;
      while (from < to) {
        const middle = Math.floor((from + to) / 2);
        if (compare(item, first[middle]) < 0) {
          to = middle;
        } else {
          from = middle + 1;
        }
      }
      first.splice(from, 0, item);
      first.pop();
    }
  }
  return first;
}
