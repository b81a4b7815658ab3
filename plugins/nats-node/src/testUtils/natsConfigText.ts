/** A value of a nats-server configuration; `undefined` is left out. */
export type NatsConfigValue =
  | string
  | number
  | boolean
  | undefined
  | NatsConfigValue[]
  | { [key: string]: NatsConfigValue };

/**
 * Writes the configuration of a nats-server. Strings are always quoted, so that
 * none is taken for a number, a variable or an include.
 */
export function natsConfigText(
  config: { [key: string]: NatsConfigValue },
  indent = '',
): string {
  return Object.entries(config)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${indent}${key}: ${valueText(value, indent)}\n`)
    .join('');
}

function valueText(value: NatsConfigValue, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value
      .map(item => `${inner}${valueText(item, inner)}\n`)
      .join('')}${indent}]`;
  }
  if (typeof value === 'object') {
    return `{\n${natsConfigText(value, inner)}${indent}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
