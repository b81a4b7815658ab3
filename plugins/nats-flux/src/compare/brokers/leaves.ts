import { isAbsent, isTree } from '../repository/tree';

/** The paths of all single values and lists in a tree of values. */
export function leafPaths(
  value: unknown,
  path: readonly string[] = [],
): (readonly string[])[] {
  if (isAbsent(value)) {
    return [];
  }
  return isTree(value)
    ? Object.entries(value).flatMap(([key, item]) =>
        leafPaths(item, [...path, key]),
      )
    : [path];
}
