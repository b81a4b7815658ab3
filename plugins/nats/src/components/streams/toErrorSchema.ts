import { keysOf, valueAt } from '../../preview/path';

/** Messages at the fields of a form, as its library has them. */
export interface FieldErrors {
  __errors?: string[];
  [field: string]: FieldErrors | string[] | undefined;
}

/** The schema of a value below another one; undefined where the form has no field for it. */
function schemaAt(schema: unknown, key: string | number): unknown {
  return typeof key === 'number'
    ? valueAt(schema, 'items')
    : valueAt(valueAt(schema, 'properties'), key);
}

/**
 * Puts messages to the fields that they are about; what the form has no field for stands
 * at the item that it belongs to.
 *
 * @param messages - each with a path below the list, e.g. `[0].name`
 * @param schema - of the list
 * @param start - messages that are there already
 */
export function toErrorSchema(
  messages: readonly { path: string; text: string }[],
  schema: unknown,
  start: FieldErrors = {},
): FieldErrors {
  const root = structuredCloneOf(start);
  for (const { path, text } of messages) {
    let place = root;
    let below = schema;
    for (const key of keysOf(path)) {
      below = schemaAt(below, key);
      if (below === undefined) {
        break;
      }
      place[key] = (place[key] as FieldErrors | undefined) ?? {};
      place = place[key] as FieldErrors;
    }
    if (!place.__errors?.includes(text)) {
      place.__errors = [...(place.__errors ?? []), text];
    }
  }
  return root;
}

/** Errors are plain data; what the form holds must not be changed. */
function structuredCloneOf(errors: FieldErrors): FieldErrors {
  return JSON.parse(JSON.stringify(errors));
}
