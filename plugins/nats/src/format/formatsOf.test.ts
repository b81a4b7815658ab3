import { formatsOf, toSize } from './formatsOf';

describe('toSize', () => {
  it.each([
    [0, 0, 'B'],
    [1023, 1023, 'B'],
    [1024, 1, 'KiB'],
    [4.6 * 1024 ** 3, 4.6, 'GiB'],
    [2048 * 1024 ** 4, 2048, 'TiB'],
    [-1, 0, 'B'],
  ])('%d bytes are %d %s', (bytes, value, unit) => {
    expect(toSize(bytes)).toEqual({ value, unit });
  });

  it('means the bytes it was given, and never shows 1,024 of a unit', () => {
    const powers = { B: 0, KiB: 1, MiB: 2, GiB: 3, TiB: 4 };
    for (let bytes = 1; bytes < 1024 ** 5; bytes = Math.ceil(bytes * 1.7)) {
      const { value, unit } = toSize(bytes);
      expect(value * 1024 ** powers[unit]).toBeCloseTo(bytes, 0);
      expect(Math.round(value)).toBeLessThan(1025);
      expect(formatsOf('en').sizeValue(value)).not.toBe('1,024');
    }
  });
});

describe('formatsOf', () => {
  const en = formatsOf('en');

  it('writes numbers as the language has them', () => {
    expect(en.count(1204)).toBe('1,204');
    expect(formatsOf('de').count(1204)).toBe('1.204');
    expect(formatsOf('de').sizeValue(4.6)).toBe('4,6');
    expect(formatsOf('de').duration(190)).toBe('3 Min., 10 Sek.');
  });

  it('writes sizes with a tenth where it says something', () => {
    expect(en.sizeValue(4.56)).toBe('4.6');
    expect(en.sizeValue(10)).toBe('10');
    expect(en.sizeValue(512.4)).toBe('512');
  });

  it('writes numbers in few letters', () => {
    expect(en.compact(1_204)).toBe('1.2K');
    expect(en.compact(0.34)).toBe('0.3');
  });

  it('writes a moment of today by its time alone', () => {
    expect(en.moment(new Date().setHours(14, 3, 20))).toMatch(/^2:03\sPM$/);
    expect(en.moment(0)).toContain('1970');
    expect(en.clock(new Date().setHours(14, 3, 20))).toMatch(/^2:03:20\sPM$/);
  });

  it('writes a time with its date', () => {
    expect(en.time('2026-09-01T10:00:00Z')).toContain('2026');
  });
});

describe('rateValue', () => {
  it.each([
    [1204.4, '1,204'],
    [38.2, '38'],
    [3.41, '3.4'],
    [0.0251, '0.025'],
    [0, '0'],
  ])('writes %d as %s', (value, text) => {
    expect(formatsOf('en').rateValue(value)).toBe(text);
  });
});
