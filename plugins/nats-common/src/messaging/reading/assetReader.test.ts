import fc from 'fast-check';
import { z } from 'zod';
import { Finding } from '../../findings/Finding';
import { assetReader } from './assetReader';
import { size, text } from './shapes/fields';

interface Thing {
  name: string;
  size?: number;
  note?: string;
  below?: { a?: string };
}

const schema = z
  .object({
    name: z.string(),
    size: size(),
    note: text(),
    below: z.object({ a: text() }).strict().optional(),
  })
  .strict() as unknown as z.ZodObject & z.ZodType<Thing>;

const read = assetReader<Thing>(schema, 'name');

const value = fc.oneof(
  fc.constantFrom('5Ki', '1 apple', 'x', 7, -2, null, undefined, true),
  fc.record({ a: fc.constantFrom('a', 1), b: fc.constant(1) }, {
    requiredKeys: [],
  } as never),
);
const key = fc.constantFrom(
  'name',
  'size',
  'note',
  'below',
  'other',
  'constructor',
);

describe('assetReader', () => {
  it('reads what is given as the whole schema would, right or wrong', () => {
    fc.assert(
      fc.property(fc.dictionary(key, value), input => {
        const findings: Finding[] = [];
        const asset = read(input, 'things[0]', findings);
        const whole = schema.safeParse(input);
        expect(findings.length === 0).toBe(whole.success);
        expect(asset.unread.size === 0).toBe(whole.success);
        expect(whole.success && asset.value).toEqual(
          whole.success && whole.data,
        );
      }),
    );
  });

  it('says what is wrong in the order of the fields, and keeps the rest', () => {
    const findings: Finding[] = [];
    const { value: rest, unread } = read(
      { other: 1, note: 7, name: 'A' },
      'things[0]',
      findings,
    );
    expect(rest).toEqual({ name: 'A' });
    expect([...unread]).toContain('note');
    expect(findings.map(({ path }) => path)).toEqual([
      'things[0].note',
      'things[0].other',
    ]);
  });
});
