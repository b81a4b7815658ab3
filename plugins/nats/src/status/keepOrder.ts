/**
 * Puts items into the order they had before; those that are new come last, in
 * the order given. So nothing moves under the pointer while numbers change.
 */
export function keepOrder<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  previous: readonly string[],
): T[] {
  const place = new Map(previous.map((key, index) => [key, index]));
  return [...items].sort(
    (a, b) =>
      (place.get(keyOf(a)) ?? previous.length) -
      (place.get(keyOf(b)) ?? previous.length),
  );
}
