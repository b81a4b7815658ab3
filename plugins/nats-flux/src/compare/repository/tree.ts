import { isDeepStrictEqual } from 'node:util';

/** A map of plain data: what JSON can say. */
export type Tree = Readonly<Record<string, unknown>>;

/** True for a map of keys, false for lists and single values. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path, `undefined` where there is none. Only own keys count: they come from outside. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (parent, key) =>
      isTree(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined,
    value,
  );
}

/** The text at a path, `undefined` where there is none or something else. */
export function textAt(
  value: unknown,
  path: readonly string[],
): string | undefined {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : undefined;
}

/** The items of a list at a path, none where there is no list. */
export function listAt(
  value: unknown,
  path: readonly string[],
): readonly unknown[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}

/** The texts of a list at a path. */
export function textsAt(value: unknown, path: readonly string[]): string[] {
  return listAt(value, path).filter(
    (item): item is string => typeof item === 'string',
  );
}

/** True where nothing is written: Helm and Kubernetes treat the three alike. */
export function isAbsent(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (Array.isArray(value) && value.length === 0) ||
    (isTree(value) && Object.keys(value).length === 0)
  );
}

/** True for values that say the same; the order of keys says nothing, and `3` is `"3"`. */
export function isSame(a: unknown, b: unknown): boolean {
  if (isAbsent(a) && isAbsent(b)) {
    return true;
  }
  if (typeof a !== typeof b && isNumeric(a) && isNumeric(b)) {
    return Number(a) === Number(b);
  }
  return isDeepStrictEqual(a, b);
}

function isNumeric(value: unknown): boolean {
  return (
    typeof value === 'number' ||
    (typeof value === 'string' && /^-?\d{1,15}$/.test(value))
  );
}

/** A single value as text; empty for anything that has no text of its own. */
export function scalarText(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? String(value)
    : '';
}

/** A number, also one written as a text; `undefined` for anything else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  return typeof value === 'string' && isNumeric(value)
    ? Number(value)
    : undefined;
}
