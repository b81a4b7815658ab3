import fc from 'fast-check';
import { formatGoDuration, parseDuration } from './duration';

const SECOND = 1e9;
const DAY = 24 * 3600 * SECOND;

describe('parseDuration', () => {
  it.each([
    ['0', 0],
    ['0s', 0],
    ['1ns', 1],
    ['250ms', 250e6],
    ['1.5s', 1.5 * SECOND],
    ['1h30m', 5400 * SECOND],
    ['1us2µs3μs', 6000],
    ['24h', DAY],
    ['7d', 7 * DAY],
    ['2w', 14 * DAY],
    ['0.1ns', 0],
    ['106751d', 106751 * DAY],
  ])('reads %s', (text, nanoseconds) => {
    expect(parseDuration(text)).toBe(nanoseconds);
  });

  it.each([
    '',
    '7 days',
    '30',
    '-1s',
    '1h 30m',
    '1y',
    '1M',
    's',
    '.5s',
    '1e3s',
    '1s\n',
    'Infinity',
    '106752d',
    '9223372036854775807ns',
    `${'9'.repeat(200)}s`,
  ])('does not guess what %j means', text => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('takes no time for a long text', () => {
    expect(parseDuration('1s'.repeat(1_000_000))).toBeUndefined();
  });
});

describe('formatGoDuration', () => {
  it.each([
    [0, '0s'],
    [1, '1ns'],
    [250e6, '250ms'],
    [90 * SECOND, '1m30s'],
    [DAY, '24h'],
    [14 * DAY, '336h'],
    [-SECOND, '-1s'],
  ])('writes %p as %s', (nanoseconds, text) => {
    expect(formatGoDuration(nanoseconds)).toBe(text);
  });

  it('refuses what is no whole number', () => {
    expect(() => formatGoDuration(0.5)).toThrow(RangeError);
    expect(() => formatGoDuration(NaN)).toThrow(RangeError);
  });

  it('writes what parseDuration reads back, for every millisecond of 290 years', () => {
    const years290 = 290 * 365 * 86_400_000;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: years290 }), milliseconds => {
        const nanoseconds = milliseconds * 1e6;
        expect(parseDuration(formatGoDuration(nanoseconds))).toBe(nanoseconds);
      }),
      { numRuns: 2000 },
    );
  });

  it('writes units of a Go duration only', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), nanoseconds => {
        expect(formatGoDuration(nanoseconds)).toMatch(
          /^(\d+h)?(\d+m)?(\d+s)?(\d+ms)?(\d+us)?(\d+ns)?$/,
        );
      }),
    );
  });
});
