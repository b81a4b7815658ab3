import { isMapping, KeyPath } from '../model/data';
import { Shape } from './Shape';

/** A value that does not fit its shape. */
export type Mismatch =
  | { problem: 'unknown'; path: KeyPath; known: string[] }
  | { problem: 'type'; path: KeyPath; expected: string; value: unknown };

const WORDS: Record<Shape['type'], string> = {
  any: 'anything',
  text: 'a text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  map: 'a map',
  list: 'a list',
  object: 'a map',
};

function fits(shape: Shape, value: unknown): boolean {
  switch (shape.type) {
    case 'any':
      return true;
    case 'text':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'list':
      return Array.isArray(value);
    default:
      return isMapping(value);
  }
}

function isDeep({ type }: Shape): boolean {
  return type === 'list' || type === 'map' || type === 'object';
}

/** Yields every key that a shape does not know and every value of another type; null stands for a key left out. */
export function* compareShape(
  shape: Shape,
  value: unknown,
  path: KeyPath = [],
): Iterable<Mismatch> {
  if (value === undefined || value === null) {
    return;
  }
  if (!fits(shape, value)) {
    yield { problem: 'type', path, expected: WORDS[shape.type], value };
    return;
  }
  if (shape.type === 'list') {
    for (const [i, item] of (value as unknown[]).entries()) {
      yield* compareShape(shape.items, item, [...path, i]);
    }
  } else if (shape.type === 'map') {
    for (const [key, item] of Object.entries(value)) {
      yield* compareShape(shape.values, item, [...path, key]);
    }
  } else if (shape.type === 'object') {
    for (const [key, item] of Object.entries(value)) {
      const known = Object.hasOwn(shape.keys, key)
        ? shape.keys[key]
        : undefined;
      if (!known) {
        yield {
          problem: 'unknown',
          path: [...path, key],
          known: Object.keys(shape.keys),
        };
      } else if (isDeep(known) || !fits(known, item)) {
        // Most values are right and hold no others; ten thousand objects have many.
        yield* compareShape(known, item, [...path, key]);
      }
    }
  }
}
