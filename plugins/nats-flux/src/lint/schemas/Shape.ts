/** What a value may be. */
export type Shape =
  | { type: 'any' | 'text' | 'boolean' | 'integer' | 'number' }
  | { type: 'map'; values: Shape }
  | { type: 'list'; items: Shape }
  | { type: 'object'; keys: Readonly<Record<string, Shape>> };

/** Whatever somebody writes is handed on as it is. */
export const any: Shape = { type: 'any' };
export const text: Shape = { type: 'text' };
export const boolean: Shape = { type: 'boolean' };
export const integer: Shape = { type: 'integer' };
export const number: Shape = { type: 'number' };

/** A map whose keys are names. */
export function map(values: Shape): Shape {
  return { type: 'map', values };
}

export function list(items: Shape): Shape {
  return { type: 'list', items };
}

/** A map with these keys and no other. */
export function object(keys: Readonly<Record<string, Shape>>): Shape {
  return { type: 'object', keys };
}
