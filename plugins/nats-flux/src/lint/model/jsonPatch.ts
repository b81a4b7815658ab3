import { isMapping, textAt, valueAt } from './data';

/** A part of a document that is there, with contents that nobody here knows. */
export const UNKNOWN = Symbol('unknown');

/** Marks a map that may have more keys than are known. */
export const OPEN = Symbol('open');

/** Takes a pointer apart (RFC 6901). */
export function pointerKeys(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));
}

type Container = Record<string, unknown> | unknown[];

/** What a pointer points into; a sentence where there is no such thing. */
type Found =
  | { container: Container; key: string }
  | { problem: string }
  | typeof UNKNOWN;

function isContainer(value: unknown): value is Container {
  return Array.isArray(value) || isMapping(value);
}

function indexOf(list: readonly unknown[], key: string): number | undefined {
  const index = /^(?:0|[1-9]\d{0,6})$/.test(key) ? Number(key) : undefined;
  return index !== undefined && index < list.length ? index : undefined;
}

function has(container: Container, key: string): boolean {
  return Array.isArray(container)
    ? indexOf(container, key) !== undefined
    : Object.hasOwn(container, key);
}

/** True where a key that is not known may be there all the same. */
function isOpen(container: Container): boolean {
  return OPEN in container;
}

function get(container: Container, key: string): unknown {
  return Array.isArray(container) ? container[Number(key)] : container[key];
}

/** Follows a pointer to the container of what it names. */
function find(document: unknown, pointer: string): Found {
  const keys = pointerKeys(pointer);
  const last = keys.pop();
  if (last === undefined) {
    return { container: { '': document }, key: '' };
  }
  let at = '';
  let node = document;
  for (const key of keys) {
    if (node === UNKNOWN) {
      return UNKNOWN;
    }
    if (!isContainer(node) || !has(node, key)) {
      return isContainer(node) && isOpen(node)
        ? UNKNOWN
        : { problem: `there is no ${at}/${key}` };
    }
    at = `${at}/${key}`;
    node = get(node, key);
  }
  if (node === UNKNOWN) {
    return UNKNOWN;
  }
  return isContainer(node)
    ? { container: node, key: last }
    : { problem: `${at} is neither a map nor a list` };
}

/** Sets a value as `add` does; says why not. */
function add(found: Found, value: unknown): string | undefined {
  if (found === UNKNOWN) {
    return undefined;
  }
  if ('problem' in found) {
    return found.problem;
  }
  const { container, key } = found;
  if (!Array.isArray(container)) {
    container[key] = value;
    return undefined;
  }
  const index = key === '-' ? container.length : Number(key);
  if (!/^(?:-|\d{1,6})$/.test(key) || index > container.length) {
    return `the list has no place ${key}; to add at its end write -`;
  }
  container.splice(index, 0, value);
  return undefined;
}

/** Takes a value out, or with `keep` only looks at it. */
function take(
  document: unknown,
  pointer: string,
  keep: boolean,
): { problem: string } | { value: unknown } {
  const found = find(document, pointer);
  if (found === UNKNOWN) {
    return { value: UNKNOWN };
  }
  if ('problem' in found) {
    return found;
  }
  const { container, key } = found;
  if (!has(container, key)) {
    return isOpen(container)
      ? { value: UNKNOWN }
      : { problem: `there is no ${pointer}` };
  }
  const value = get(container, key);
  if (!keep && Array.isArray(container)) {
    container.splice(Number(key), 1);
  } else if (!keep) {
    delete (container as Record<string, unknown>)[key];
  }
  return { value };
}

/**
 * Applies one operation of a JSON Patch (RFC 6902) to a document.
 *
 * @param document - is changed; parts that are UNKNOWN take whatever is done to them
 * @param operation - one whose op, path, from and value are there
 * @returns why it fails, `undefined` where it does not
 */
export function applyOperation(
  document: unknown,
  operation: unknown,
): string | undefined {
  const path = textAt(operation, ['path']) ?? '';
  const from = textAt(operation, ['from']) ?? '';
  const value = valueAt(operation, ['value']);
  switch (textAt(operation, ['op'])) {
    case 'add':
      return add(find(document, path), value);
    case 'replace': {
      const taken = take(document, path, false);
      return 'problem' in taken
        ? taken.problem
        : add(find(document, path), value);
    }
    case 'move':
    case 'copy': {
      const keep = textAt(operation, ['op']) === 'copy';
      const taken = take(document, from, keep);
      return 'problem' in taken
        ? taken.problem
        : add(find(document, path), taken.value);
    }
    case 'remove':
    case 'test': {
      const keep = textAt(operation, ['op']) === 'test';
      const taken = take(document, path, keep);
      return 'problem' in taken ? taken.problem : undefined;
    }
    default:
      return undefined;
  }
}
