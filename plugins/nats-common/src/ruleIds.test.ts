import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const files = filesBelow(__dirname);
const textOf = (tests: boolean) =>
  files
    .filter(path => path.endsWith('.test.ts') === tests)
    .filter(path => !path.includes('__testUtils__'))
    .map(path => readFileSync(path, 'utf8'))
    .join('\n');

const idsInCode = [
  ...textOf(false).matchAll(/'((?:js|keda|annotation)-[a-z-]+)'/g),
  ...textOf(false).matchAll(/rule(?:: | = )[^\n]*'([a-z-]+)'/g),
].map(([, id]) => id);

describe('rule ids', () => {
  const tests = textOf(true);

  it('are found in the code', () => {
    expect(new Set(idsInCode).size).toBeGreaterThan(60);
  });

  it.each([...new Set(idsInCode)])('%s is tested', id => {
    expect(tests).toMatch(new RegExp(`\\b${id}\\b`));
  });
});
