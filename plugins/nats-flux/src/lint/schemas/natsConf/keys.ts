import { duration, integer, JsonSchema, oneOf, text } from '../JsonSchema';

type Keys = Record<string, JsonSchema>;

/** Several keys of the same schema: many have more than one name. */
export function keys(schema: JsonSchema, names: string): Keys {
  return Object.fromEntries(names.split(' ').map(name => [name, schema]));
}

/** Sizes are whole numbers, which the server also reads with a unit and without quotes. */
export const size = integer;

/** One text, or several. */
export const texts: JsonSchema = { type: ['string', 'array'], items: text };

/** Seconds, or a duration. */
export const seconds: JsonSchema = {
  type: ['number', 'string'],
  pattern: duration.pattern,
};

/** A port, or a host with one. */
export const listen: JsonSchema = { type: ['integer', 'string'] };

/** What becomes of a connection that does not take what is written. */
export const writeTimeout = oneOf('default', 'close', 'retry');
