import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The version of this package. */
export function version(): string {
  // The file stands above the source and above what is built of it alike.
  // eslint-disable-next-line no-restricted-syntax
  const file = resolve(__dirname, '../package.json');
  return JSON.parse(readFileSync(file, 'utf8')).version;
}
