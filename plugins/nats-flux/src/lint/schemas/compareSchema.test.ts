import Ajv from 'ajv';
import fc from 'fast-check';
import { compareSchema } from './compareSchema';
import {
  any,
  boolean,
  duration,
  integer,
  list,
  map,
  number,
  object,
  oneOf,
  text,
} from './JsonSchema';

const properties = {
  name: text,
  size: { type: ['number', 'string'] } as const,
  count: integer,
  ratio: number,
  on: boolean,
  free: any,
  labels: map(text),
  policy: oneOf('all', 'none'),
  after: duration,
  inner: { $ref: '#/definitions/inner' },
  items: list({ $ref: '#/definitions/inner' }),
};
const schema = { ...object(properties), required: ['name'] };
const definitions = { inner: { ...object({ a: text }), required: ['a'] } };

const found = (value: unknown) =>
  compareSchema(schema, value, { definitions }).map(
    ({ problem, path }) => `${problem} ${path.join('.')}`,
  );

describe('compareSchema', () => {
  it.each([
    ['nothing', undefined, []],
    ['what fits', { name: 'a', size: 1, items: [{ a: 'b' }] }, []],
    ['a key left out with null', { name: 'a', count: null }, []],
    ['anything where anything goes', { name: 'a', free: { b: [1] } }, []],
    ['an unknown key', { name: 'a', x: 1 }, ['unknown x']],
    ['a key of Object', { name: 'a', toString: 1 }, ['unknown toString']],
    ['a missing key', {}, ['missing name']],
    ['another type', { name: 1 }, ['type name']],
    ['a part of a number', { name: 'a', count: 1.5 }, ['type count']],
    ['a value of no list', { name: 'a', policy: 'al' }, ['value policy']],
    ['a duration', { name: 'a', after: '1h30m' }, []],
    ['no duration', { name: 'a', after: '2 minutes' }, ['pattern after']],
    ['a value of a map', { name: 'a', labels: { b: 1 } }, ['type labels.b']],
    [
      'all of them, at every depth',
      { name: 'a', inner: { b: 1 }, items: [{ a: 'b' }, { a: 2 }, 3] },
      ['unknown inner.b', 'missing inner.a', 'type items.1.a', 'type items.2'],
    ],
  ])('says about %s: %j', (_what, value, mismatches) => {
    expect(found(value)).toEqual(mismatches);
  });

  it('knows keys in any case where that is asked for', () => {
    expect(
      compareSchema(object({ a: text }), { A: 'b' }, { ignoreCase: true }),
    ).toEqual([]);
    expect(found({ name: 'a', ON: true })).toEqual(['unknown ON']);
  });

  it('agrees with Ajv on everything but null', () => {
    const validate = new Ajv({ allowUnionTypes: true }).compile({
      ...schema,
      definitions,
    });
    const value = fc.letrec(tie => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('a', 'all', '5s', '', 1, 1.5, true),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(
          fc.constantFrom(...Object.keys(properties), 'a', 'x'),
          tie('value'),
          { maxKeys: 5 },
        ),
      ),
    })).value;
    fc.assert(
      fc.property(value, input => {
        expect(found(input).length === 0).toBe(validate(input));
      }),
      { numRuns: 500 },
    );
  });
});
