import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { explainUnknownRules, RULE_IDS } from './ruleIds';

function textBelow(folder: string): string {
  return (
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => /(?<!\.test)\.ts$/.test(name) && !name.includes('__'))
      // The lists name rules, and ask none.
      .filter(name => basename(name) !== 'ruleIds.ts')
      .map(name => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
  );
}

/** A volume of the chart. */
const NO_RULES = ['tls-ca'];

const groups = Object.entries(RULE_IDS);
const ids = groups.flatMap(([, listed]): readonly string[] => listed);

/** Rules of a messaging spec that lint asks about the objects of NACK; they have tests of their own, too. */
const messaging = resolve(__dirname, '../../../nats-common/src/messaging');
const code = textBelow(__dirname);
const codeOfAll = `${code}\n${textBelow(messaging)}`;

describe('rule ids', () => {
  it('in the code are those of the list', () => {
    const inCode = [
      ...code.matchAll(
        /'((?:catalog|values|tls|keda|nack|flux|kubernetes|reference|peers)-[a-z0-9-]+)'/g,
      ),
    ].map(([, id]) => id);
    const unlisted = [...new Set(inCode)].filter(
      id => !ids.includes(id) && !NO_RULES.includes(id),
    );
    expect(unlisted).toEqual([]);
  });

  it('are each listed once', () => {
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it.each(ids)('%s is found', id => {
    expect(codeOfAll).toContain(`'${id}'`);
  });

  it.each(groups)('of %s are held to their pairs', group => {
    const test = readFileSync(
      join(__dirname, 'rules', `${group}.test.ts`),
      'utf8',
    );
    expect(test).toContain(`\ndescribePairs('${group}', [\n`);
  });
});

describe('explainUnknownRules', () => {
  it('knows those of a repository and of a messaging spec', () => {
    expect(explainUnknownRules([...ids, 'js-unlimited'])).toEqual([]);
  });

  it('names every one that is unknown, once, and what was probably meant', () => {
    expect(
      explainUnknownRules([
        'tls-kedaca',
        'js-workque-gap',
        'tls-keda-ca',
        'constructor',
        'tls-kedaca',
      ]),
    ).toEqual([
      'there is no rule "tls-kedaca"; did you mean tls-keda-ca?',
      'there is no rule "js-workque-gap"; did you mean js-workqueue-gap?',
      'there is no rule "constructor"',
    ]);
  });
});
