import { isMapping, KeyPath } from '../model/data';
import { JsonSchema } from './JsonSchema';

/** A value that does not fit its schema. */
export type Mismatch =
  | { problem: 'unknown'; path: KeyPath; known: string[] }
  | {
      problem: 'type';
      path: KeyPath;
      schema: JsonSchema;
      expected: string;
      value: unknown;
    }
  | {
      problem: 'value';
      path: KeyPath;
      schema: JsonSchema;
      allowed: unknown[];
      value: unknown;
    }
  | { problem: 'pattern'; path: KeyPath; schema: JsonSchema; value: string }
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

/** How a comparison is made. */
export interface CompareOptions {
  /** What `$ref` points to. */
  definitions?: Definitions;
  /** Where the value stands; the paths found begin with it. */
  path?: KeyPath;
  /** Whether keys are compared without regard to case. */
  ignoreCase?: boolean;
}

/** Regular expressions of patterns that were met. */
const patterns = new Map<string, RegExp>();

function matches(pattern: string, value: string): boolean {
  const known = patterns.get(pattern) ?? new RegExp(pattern, 'u');
  patterns.set(pattern, known);
  return known.test(value);
}

class Comparison {
  readonly found: Mismatch[] = [];
  readonly #definitions: Definitions;
  readonly #ignoreCase: boolean;
  /** Where the comparison is; copied only for what is wrong, as most is right. */
  readonly #path: (string | number)[];

  constructor({
    definitions = {},
    path = [],
    ignoreCase = false,
  }: CompareOptions) {
    this.#definitions = definitions;
    this.#ignoreCase = ignoreCase;
    this.#path = [...path];
  }

  compare(reference: JsonSchema, value: unknown): void {
    if (value === undefined || value === null) {
      return;
    }
    const schema = this.#resolve(reference);
    const mismatch = this.#mismatchOf(schema, value);
    if (mismatch) {
      this.found.push(mismatch);
    } else if (Array.isArray(value)) {
      this.#compareItems(schema, value);
    } else if (isMapping(value)) {
      this.#compareKeys(schema, value);
    }
  }

  /** What is wrong with a value, whatever it holds. */
  #mismatchOf(schema: JsonSchema, value: unknown): Mismatch | undefined {
    const { type, const: constant, pattern } = schema;
    const types = typeof type === 'string' ? [type] : type;
    if (types && !types.some(name => isOfType(name, value))) {
      const expected = types.map(name => WORDS[name]).join(' or ');
      const path = [...this.#path];
      return { problem: 'type', path, schema, expected, value };
    }
    const allowed = constant === undefined ? schema.enum : [constant];
    if (allowed && !allowed.includes(value)) {
      const path = [...this.#path];
      return { problem: 'value', path, schema, allowed: [...allowed], value };
    }
    return typeof value === 'string' && pattern && !matches(pattern, value)
      ? { problem: 'pattern', path: [...this.#path], schema, value }
      : undefined;
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
      const name = this.#ignoreCase ? key.toLowerCase() : key;
      const known = Object.hasOwn(properties, name)
        ? properties[name]
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
 */
export function compareSchema(
  schema: JsonSchema,
  value: unknown,
  options: CompareOptions = {},
): Mismatch[] {
  const comparison = new Comparison(options);
  comparison.compare(schema, value);
  return comparison.found;
}
