import { keysOf, valueAt } from './path';

/** A step on the way to a field of the form, as people know it. */
export type FieldPart =
  | { kind: 'stream' | 'consumer' | 'keyValue' | 'objectStore'; name: string }
  | { kind: 'field'; name: string };

/** Lists of the form whose items have a name of their own. */
const ITEMS = {
  streams: { kind: 'stream', name: 'name' },
  consumers: { kind: 'consumer', name: 'durableName' },
  keyValues: { kind: 'keyValue', name: 'bucket' },
  objectStores: { kind: 'objectStore', name: 'bucket' },
} as const;

type ListName = keyof typeof ITEMS;

function isListName(key: string): key is ListName {
  return Object.hasOwn(ITEMS, key);
}

/**
 * The way to a field that a finding is about: the stream, consumer or bucket by
 * its name, or by its number where it has none, then the field.
 *
 * @param path - as findings have it, e.g. `messaging.streams[0].maxAge`
 * @param form - what the form holds
 */
export function fieldParts(path: string, form: unknown): FieldPart[] {
  const [first, ...others] = keysOf(path);
  const keys = first === 'messaging' ? others : [first, ...others];
  const parts: FieldPart[] = [];
  let value = form;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const index = keys[i + 1];
    value = valueAt(value, key);
    if (typeof key !== 'string') {
      // An item of a list of texts: the list is the field.
      continue;
    }
    if (isListName(key) && typeof index === 'number') {
      const { kind, name } = ITEMS[key];
      value = valueAt(value, index);
      parts.push({ kind, name: String(valueAt(value, name) || index + 1) });
      i++;
    } else {
      parts.push({ kind: 'field', name: key });
    }
  }
  return parts;
}
