/** Keys and indices that lead into an object. */
export type KeyPath = readonly (string | number)[];

/** True for a map of keys, which a file may hold or not. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path, `undefined` where there is none. */
export function valueAt(data: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    data,
  );
}

/** The text at a path; an empty one counts as none, as it does in charts and controllers. */
export function textAt(data: unknown, path: KeyPath): string | undefined {
  const value = valueAt(data, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The number at a path, `undefined` where there is something else. */
export function numberAt(data: unknown, path: KeyPath): number | undefined {
  const value = valueAt(data, path);
  return typeof value === 'number' ? value : undefined;
}

/** The list at a path, an empty one where there is something else. */
export function listAt(data: unknown, path: KeyPath): readonly unknown[] {
  const value = valueAt(data, path);
  return Array.isArray(value) ? value : [];
}

/** The texts of a list at a path. */
export function textsAt(data: unknown, path: KeyPath): string[] {
  return listAt(data, path).filter(
    (item): item is string => typeof item === 'string',
  );
}

/** The keys and values of the map at a path, none where there is something else. */
export function entriesAt(data: unknown, path: KeyPath): [string, unknown][] {
  const value = valueAt(data, path);
  return isMapping(value) ? Object.entries(value) : [];
}

/** True where the value at a path is set: an empty text and null are how YAML leaves a key out. */
export function isSetAt(data: unknown, path: KeyPath): boolean {
  const value = valueAt(data, path);
  return value !== undefined && value !== null && value !== '';
}
