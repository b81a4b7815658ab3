import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, 'rules');

function textOf(tests: boolean): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && name.endsWith('.test.ts') === tests)
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

/** A volume of the chart, and rules of a messaging spec that are named to be left out. */
const OTHERS = ['tls-ca', 'js-duplicate-asset', 'js-workqueue-gap'];

const tests = textOf(true);

const idsInCode = new Set(
  [
    ...textOf(false).matchAll(
      /'((?:values|tls|keda|nack|js|flux)-[a-z0-9-]+)'/g,
    ),
  ].flatMap(([, id]) => (OTHERS.includes(id) ? [] : id)),
);

describe('rule ids', () => {
  it('are found in the code', () => {
    expect(idsInCode.size).toBeGreaterThan(90);
  });

  it.each([...idsInCode])('%s is tested', id => {
    expect(tests.includes(`'${id}'`)).toBe(true);
  });
});
