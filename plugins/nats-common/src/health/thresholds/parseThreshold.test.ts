import fc from 'fast-check';
import { parseThreshold } from './parseThreshold';

const count = { unit: 'count' } as const;
const span = { unit: 'ms' } as const;

describe('parseThreshold', () => {
  it.each([
    ['1000', 1_000],
    [' 12.5 ', 12.5],
    ['0', 0],
    ['-1', 0],
    ['1k', undefined],
    ['5m', undefined],
    ['', undefined],
  ])('reads the count %p as %p', (text, value) => {
    expect(parseThreshold(text, count)).toBe(value);
  });

  it.each([
    ['90s', 90_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['250ms', 250],
    ['2d', 172_800_000],
    ['1D', 86_400_000],
    ['1w', 604_800_000],
    ['1M', 2_592_000_000],
    ['1y', 31_536_000_000],
    ['0', 0],
    ['-5m', 0],
    ['90', undefined],
    ['5 m', undefined],
    ['m', undefined],
  ])('reads the span %p as %p ms', (text, value) => {
    expect(parseThreshold(text, span)).toBe(value);
  });

  it.each([
    ['true', 1],
    ['True', 1],
    ['1', 1],
    [' false ', 0],
    ['0', 0],
    ['yes', undefined],
    ['2', undefined],
    ['', undefined],
  ])('reads the flag %p as %p', (text, value) => {
    expect(parseThreshold(text, { unit: 'flag' })).toBe(value);
  });

  it('takes any text, and makes no other number of it', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(count, span), (text, shape) => {
        const value = parseThreshold(text, shape);
        expect(value === undefined || value >= 0).toBe(true);
      }),
    );
  });
});
