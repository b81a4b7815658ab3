import { isMapping, KeyPath } from '../model/data';
import { JsonSchema } from './JsonSchema';

/** A value that does not fit its schema. */
export type Mismatch =
  | { problem: 'unknown'; path: KeyPath; known: string[] }
  | { problem: 'type'; path: KeyPath; expected: string; value: unknown }
  | { problem: 'value'; path: KeyPath; allowed: unknown[]; value: unknown }
  | { problem: 'missing'; path: KeyPath };

/** Schemas that others point to, by their name below `#/definitions/`. */
export type Definitions = Readonly<Record<string, JsonSchema>>;

const WORDS: Record<string, string> = {
  string: 'a text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'a map',
};

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isMapping(value);
    default:
      return typeof value === type;
  }
}

const REFERENCE = '#/definitions/';

class Comparison {
  readonly found: Mismatch[] = [];
  readonly #definitions: Definitions;
  /** Where the comparison is; copied only for what is wrong, as most is right. */
  readonly #path: (string | number)[];

  constructor(definitions: Definitions, path: KeyPath) {
    this.#definitions = definitions;
    this.#path = [...path];
  }

  compare(schema: JsonSchema, value: unknown): void {
    if (value === undefined || value === null) {
      return;
    }
    const { type, const: constant, enum: values } = this.#resolve(schema);
    if (type !== undefined) {
      const types = typeof type === 'string' ? [type] : type;
      if (!types.some(name => isOfType(name, value))) {
        const expected = types.map(name => WORDS[name]).join(' or ');
        this.found.push({
          problem: 'type',
          path: [...this.#path],
          expected,
          value,
        });
        return;
      }
    }
    const allowed = constant === undefined ? values : [constant];
    if (allowed && !allowed.includes(value)) {
      this.found.push({
        problem: 'value',
        path: [...this.#path],
        allowed: [...allowed],
        value,
      });
      return;
    }
    if (Array.isArray(value)) {
      this.#compareItems(this.#resolve(schema), value);
    } else if (isMapping(value)) {
      this.#compareKeys(this.#resolve(schema), value);
    }
  }

  #resolve(schema: JsonSchema): JsonSchema {
    return schema.$ref === undefined
      ? schema
      : this.#resolve(this.#definitions[schema.$ref.slice(REFERENCE.length)]);
  }

  #compareItems({ items }: JsonSchema, list: readonly unknown[]): void {
    if (items) {
      list.forEach((item, i) => this.#at(i, items, item));
    }
  }

  #compareKeys(
    { properties = {}, additionalProperties, required = [] }: JsonSchema,
    value: Record<string, unknown>,
  ): void {
    for (const [key, item] of Object.entries(value)) {
      const known = Object.hasOwn(properties, key)
        ? properties[key]
        : additionalProperties;
      if (known) {
        this.#at(key, known, item);
      } else if (known === false) {
        this.found.push({
          problem: 'unknown',
          path: [...this.#path, key],
          known: Object.keys(properties),
        });
      }
    }
    for (const key of required) {
      if (value[key] === undefined || value[key] === null) {
        this.found.push({ problem: 'missing', path: [...this.#path, key] });
      }
    }
  }

  #at(key: string | number, schema: JsonSchema, value: unknown): void {
    this.#path.push(key);
    this.compare(schema, value);
    this.#path.pop();
  }
}

/**
 * Finds every key that a schema does not know, every value of another type or
 * that is none of those allowed, and every key that is missing. Null stands for
 * a key left out.
 *
 * @param path - where the value stands; the paths found begin with it
 */
export function compareSchema(
  schema: JsonSchema,
  value: unknown,
  {
    definitions = {},
    path = [],
  }: { definitions?: Definitions; path?: KeyPath } = {},
): Mismatch[] {
  const comparison = new Comparison(definitions, path);
  comparison.compare(schema, value);
  return comparison.found;
}
