import { useEffect, useMemo, useRef } from 'react';
import { keepOrder } from '../status/keepOrder';

/**
 * Sorts items when a sort is chosen, and leaves them where they are while their
 * numbers change.
 *
 * @param sort - a new function sorts anew
 */
export function useKeptOrder<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  sort: (items: readonly T[]) => T[],
): T[] {
  const kept = useRef<{ sort: typeof sort; keys: string[] }>();
  const ordered = useMemo(
    () =>
      kept.current?.sort === sort
        ? keepOrder(items, keyOf, kept.current.keys, sort)
        : sort(items),
    [items, keyOf, sort],
  );
  useEffect(() => {
    kept.current = { sort, keys: ordered.map(keyOf) };
  }, [ordered, keyOf, sort]);
  return ordered;
}
