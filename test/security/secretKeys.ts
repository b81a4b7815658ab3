import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

const PACKAGES = ['nats-backend', 'nats-flux', 'nats-node'];

/** A comment that marks what follows it as secret, and its key. */
const SECRET =
  /\/\*\*(?:(?!\*\/)[\s\S])*@(?:visibility|deepVisibility) secret(?:(?!\*\/)[\s\S])*\*\/\s*(\w+)\??:/g;

/** The names of all keys of the configuration that the packages declare as secret, in order. */
export function secretKeys(): string[] {
  const found = PACKAGES.flatMap(name =>
    [
      ...readFileSync(join(root, 'plugins', name, 'config.d.ts'), 'utf8')
        // A key of one line has its comment on the line before.
        .matchAll(SECRET),
    ].map(([, key]) => key),
  );
  return [...new Set(found)].sort();
}
