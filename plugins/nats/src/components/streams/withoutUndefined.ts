/**
 * A copy of `value` in which no object, at any depth, has a key whose value is
 * `undefined`. Elements of arrays stay where they are, because their place
 * means something.
 */
export function withoutUndefined<T>(value: T): T;
export function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(element => withoutUndefined(element));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      inner === undefined ? [] : [[key, withoutUndefined(inner)]],
    ),
  );
}
