import fc from 'fast-check';
import { formatCount, formatRate, formatSpan, quote, quoteSome } from './words';

describe('words', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [999, '999'],
    [999.6, '1,000'],
    [1204, '1,204'],
    [2 ** 53, '9,007,199,254,740,992'],
  ])('writes the count %p as %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it.each([
    [38, '+38'],
    [-1234.56, '-1,234.6'],
    [0.01, '0'],
    [-0.01, '0'],
  ])('writes the rate %p as %s', (rate, text) => {
    expect(formatRate(rate)).toBe(text);
  });

  it('writes any rate to a tenth, with its sign', () => {
    fc.assert(
      fc.property(fc.double({ min: -2000, max: 2000, noNaN: true }), rate => {
        const text = formatRate(rate);
        expect(text).toMatch(/^(0|[+-](\d,)?\d{1,3}(\.[1-9])?)$/);
        const written = Number(text.replace(',', ''));
        expect(Math.abs(written - rate)).toBeLessThan(0.0501);
      }),
    );
  });

  it('writes a span of milliseconds', () => {
    expect(formatSpan(90_000)).toBe('90 sec');
  });

  it('quotes a text from outside on one line, and cuts it', () => {
    expect(quote('a\nb"c')).toBe('"a\\nb\\"c"');
    expect(quote('a\u00a0b\u200bc\u2028d\u0085e f')).toBe(
      '"a\\u00A0b\\u200Bc\\u2028d\\u0085e f"',
    );
    expect(quote('x'.repeat(1000))).toHaveLength(83);
  });
});

describe('quoteSome', () => {
  it.each([
    [[], ''],
    [['a'], '"a"'],
    [['a', 'b', 'c', 'd', 'e'], '"a", "b", "c", "d", "e"'],
    [['a', 'b', 'c', 'd', 'e', 'f', 'g'], '"a", "b", "c", "d", "e" and 2 more'],
  ])('lists %j', (texts, listed) => {
    expect(quoteSome(texts)).toBe(listed);
  });
});
