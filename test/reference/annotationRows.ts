import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FILE = resolve(__dirname, '../../plugins/nats-common/src/annotations.ts');

const DECLARATION =
  /\/\*\*\n((?: \*.*\n)+?) \*\/\nexport const NATS_\w+_ANNOTATION = '([^']+)'/g;

/** The annotations of entities, each with what is said where it is declared. */
export function annotationRows(): [name: string, says: string][] {
  return [...readFileSync(FILE, 'utf8').matchAll(DECLARATION)].map(
    ([, comment, name]) => [
      name,
      comment
        .replace(/^ \* ?/gm, '')
        .replace('@public', '')
        .replace(/\s+/g, ' ')
        .trim(),
    ],
  );
}
