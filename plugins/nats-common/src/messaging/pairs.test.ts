import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { consumerPairs } from './__testUtils__/pairs/consumerPairs';
import { inputPairs } from './__testUtils__/pairs/inputPairs';
import { differences, Pair } from './__testUtils__/pairs/Pair';
import { streamLimitPairs } from './__testUtils__/pairs/streamLimitPairs';
import { streamSettingPairs } from './__testUtils__/pairs/streamSettingPairs';
import { streamSubjectPairs } from './__testUtils__/pairs/streamSubjectPairs';
import { checkMessaging } from './checkMessaging';

const pairs = [
  streamSubjectPairs,
  streamLimitPairs,
  streamSettingPairs,
  ...consumerPairs,
  ...inputPairs,
].flatMap(group =>
  group.pairs.map(pair => ({
    ...group,
    ...pair,
    at: `${group.prefix}${pair.at}`,
  })),
);

describe('a pair', () => {
  it.each(pairs)(
    '$id fires at $at, and is quiet without the mistake',
    ({ id, at, build, given, fires, quiet, context }) => {
      const pathsOf = (part: Pair['fires'] = {}) =>
        checkMessaging(build({ ...given, ...part }), context)
          .findings.filter(finding => finding.id === id)
          .map(({ path }) => path);
      expect(pathsOf(fires)).toContain(at);
      expect(pathsOf(quiet)).toEqual([]);
      expect(
        differences({ ...given, ...fires }, { ...given, ...quiet }),
      ).toHaveLength(1);
    },
  );

  it('is there for each rule of a messaging spec', () => {
    const code = ['rules', 'reading']
      .map(folder => join(__dirname, folder))
      .flatMap(folder =>
        readdirSync(folder)
          .filter(name => /(?<!\.test)\.ts$/.test(name))
          .map(name => readFileSync(join(folder, name), 'utf8')),
      )
      .join('\n');
    const held = new Set(pairs.map(({ id }) => id));
    const ids = [...code.matchAll(/'((?:js|keda)-[a-z0-9-]+)'/g)].map(
      ([, id]) => id,
    );
    expect(new Set(ids).size).toBeGreaterThan(60);
    expect([...new Set(ids)].filter(id => !held.has(id))).toEqual([]);
  });
});
