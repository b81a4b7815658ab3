import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MESSAGING_RULE_IDS } from './messaging/ruleIds';

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const files = filesBelow(__dirname);
/** Names them all, and asks none. */
const LIST = join(__dirname, 'messaging', 'ruleIds.ts');

const textOf = (tests: boolean) =>
  files
    .filter(path => path !== LIST)
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

  it('of a messaging spec are those of the list, each once', () => {
    expect([...MESSAGING_RULE_IDS].sort()).toEqual(
      [...new Set(idsInCode.filter(id => /^(?:js|keda)-/.test(id)))].sort(),
    );
  });

  it.each([...new Set(idsInCode)])('%s is tested', id => {
    expect(tests).toMatch(new RegExp(`\\b${id}\\b`));
  });
});
