import { valueAt } from '../../preview/path';

const UNITS = ['', 'Ki', 'Mi', 'Gi', 'Ti'] as const;

/** Bytes as people write them, exactly. */
function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && value % 1024 === 0 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value}${UNITS[unit]}`;
}

/**
 * An item of a messaging spec as the form has it: where the form wants a text, a size is
 * one. What the form has no field for stays.
 */
export function toFormItem(item: unknown, schema: unknown): unknown {
  if (Array.isArray(item)) {
    return item.map(one => toFormItem(one, valueAt(schema, 'items')));
  }
  if (typeof item === 'object' && item !== null) {
    const properties = valueAt(schema, 'properties');
    return Object.fromEntries(
      Object.entries(item).map(([key, value]) => [
        key,
        toFormItem(value, valueAt(properties, key)),
      ]),
    );
  }
  // Of several types the form draws a field for the first.
  const [type] = [valueAt(schema, 'type')].flat();
  return typeof item === 'number' && type === 'string' ? sizeText(item) : item;
}

/** The fields of an item, at any depth, that the form does not have, e.g. `denyDelete`. */
export function fieldsBeside(item: unknown, schema: unknown): string[] {
  const found = new Set<string>();
  const visit = (value: unknown, of: unknown) => {
    if (Array.isArray(value)) {
      value.forEach(one => visit(one, valueAt(of, 'items')));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        const below = valueAt(valueAt(of, 'properties'), key);
        if (below === undefined) {
          found.add(key);
        } else {
          visit(inner, below);
        }
      }
    }
  };
  visit(item, schema);
  return [...found].sort();
}
