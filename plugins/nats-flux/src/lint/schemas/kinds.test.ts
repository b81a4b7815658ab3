import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { compareSchema } from './compareSchema';
import { JsonSchema } from './JsonSchema';
import { kindDefinitions } from './kinds';

const REFERENCE = '#/definitions/';

function resolved(schema: JsonSchema): JsonSchema {
  return schema.$ref
    ? resolved(kindDefinitions[schema.$ref.slice(REFERENCE.length)])
    : schema;
}

/** An object inside of a kind: how to write it, and the keys that lead to it. */
interface Level {
  path: (string | number)[];
  wrap: (inner: object) => unknown;
}

/** Every object inside of a kind that has named keys and no others. */
function* closedLevels(
  schema: JsonSchema,
  { path, wrap }: Level,
): Iterable<Level> {
  const { properties = {}, items, additionalProperties } = resolved(schema);
  if (additionalProperties === false) {
    yield { path, wrap };
  }
  const inner: [string | number, JsonSchema, (value: unknown) => object][] =
    Object.entries(properties).map(([key, property]) => [
      key,
      property,
      value => ({ [key]: value }),
    ]);
  if (items) {
    inner.push([0, items, value => [value]]);
  }
  if (additionalProperties) {
    inner.push(['any', additionalProperties, value => ({ any: value })]);
  }
  for (const [key, property, around] of inner) {
    yield* closedLevels(property, {
      path: [...path, key],
      wrap: value => wrap(around(value)),
    });
  }
}

const kinds = Object.keys(kindDefinitions).filter(name => name.includes('/'));

describe('schemas of kinds', () => {
  it('are what the types of the packages give today', () => {
    const { stderr } = spawnSync(
      'node',
      [resolve(__dirname, '../../../dev/schemas/generate.mjs'), '--check'],
      { encoding: 'utf8' },
    );
    expect(stderr).toBe('');
  }, 60_000);

  it('refer to what is there', () => {
    const references = [
      ...JSON.stringify(kindDefinitions).matchAll(/"#\/definitions\/(\w+)"/g),
    ].map(([, name]) => name);
    expect(references.length).toBeGreaterThan(100);
    expect(
      references.filter(name => !Object.hasOwn(kindDefinitions, name)),
    ).toEqual([]);
  });

  it.each(kinds)('refuse an unknown key at every level of %s', kind => {
    const schema = kindDefinitions[kind];
    const levels = [...closedLevels(schema, { path: [], wrap: x => x })];
    expect(levels.length).toBeGreaterThan(1);
    for (const { path, wrap } of levels) {
      const unknown = compareSchema(schema, wrap({ bogus: 1 }), {
        definitions: kindDefinitions,
      }).filter(({ problem }) => problem === 'unknown');
      expect(unknown).toEqual([
        expect.objectContaining({ path: [...path, 'bogus'] }),
      ]);
    }
  });
});
