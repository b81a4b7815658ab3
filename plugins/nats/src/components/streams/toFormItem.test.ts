import { parseSize } from '@nats-portal/plugin-nats-common';
import fc from 'fast-check';
import { fieldsBeside, toFormItem } from './toFormItem';

const schema = {
  properties: {
    name: { type: 'string' },
    size: { type: ['string', 'integer'] },
    count: { type: 'integer' },
    inner: { items: { properties: { size: { type: 'string' } } } },
  },
};

describe('toFormItem', () => {
  it('writes sizes where the form wants texts, and leaves the rest', () => {
    expect(
      toFormItem(
        {
          name: 'A',
          size: 3 * 1024 ** 3,
          count: 1024,
          other: 1024,
          inner: [{ size: 1500, flag: true }],
        },
        schema,
      ),
    ).toEqual({
      name: 'A',
      size: '3Gi',
      count: 1024,
      other: 1024,
      inner: [{ size: '1500', flag: true }],
    });
  });

  it('loses no byte of a size', () => {
    const rounded = fc
      .tuple(fc.nat(4096), fc.nat(4))
      .map(([value, power]) => value * 1024 ** power);
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeNat(), rounded), size => {
        const { size: text } = toFormItem({ size }, schema) as { size: string };
        expect(parseSize(text)).toBe(size);
      }),
    );
  });
});

describe('fieldsBeside', () => {
  it('names what the form does not have, once and at any depth', () => {
    expect(
      fieldsBeside(
        [
          { name: 'A', b: 1, inner: [{ size: 1, z: 1 }] },
          { b: 2, inner: [] },
        ],
        { items: schema },
      ),
    ).toEqual(['b', 'z']);
  });
});
