/** What a value may be, in the words of JSON Schema. */
type TypeName =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'number'
  | 'array'
  | 'object';

/** The part of JSON Schema that the schemas here are written in; `{}` is anything. */
export interface JsonSchema {
  $ref?: string;
  type?: TypeName | readonly TypeName[];
  const?: unknown;
  enum?: readonly unknown[];
  /** A regular expression that a text must match; other types are not looked at. */
  pattern?: string;
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  /** `false` closes an object; a schema is that of every key which is not named. */
  additionalProperties?: JsonSchema | false;
  items?: JsonSchema;
}

/** Whatever somebody writes is handed on as it is. */
export const any: JsonSchema = {};
export const text: JsonSchema = { type: 'string' };
export const boolean: JsonSchema = { type: 'boolean' };
export const integer: JsonSchema = { type: 'integer' };
export const number: JsonSchema = { type: 'number' };

/** A duration as Go reads it: `90s`, `1h30m`, `1.5s`. */
export const duration = {
  type: 'string',
  pattern: '^[-+]?(?:0|(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$',
} as const;

/** One of some words. */
export function oneOf(...words: string[]): JsonSchema {
  return { type: 'string', enum: words };
}

/** A map whose keys are names. */
export function map(values: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: values };
}

export function list(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

/** A map with these keys and no other. */
export function object(
  properties: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  return { type: 'object', properties, additionalProperties: false };
}
