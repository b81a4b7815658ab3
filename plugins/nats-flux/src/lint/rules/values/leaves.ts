import { isMapping, KeyPath } from '../../model/data';

/** A key of a map, with its value and where it stands. */
export interface Leaf {
  path: KeyPath;
  key: string;
  value: unknown;
}

/** All keys below a value, at any depth. */
export function* leaves(value: unknown, path: KeyPath): Iterable<Leaf> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield* leaves(item, [...path, i]);
    }
  } else if (isMapping(value)) {
    for (const [key, item] of Object.entries(value)) {
      yield { path: [...path, key], key, value: item };
      yield* leaves(item, [...path, key]);
    }
  }
}
