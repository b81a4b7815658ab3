import fc from 'fast-check';
import { formatDuration, toDurationParts } from './formatDuration';

const SECONDS_OF = { day: 86_400, hour: 3_600, minute: 60, second: 1 };

describe('toDurationParts', () => {
  it('never says more than two units, and is off by less than a tenth', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e9, noNaN: true }), seconds => {
        const parts = toDurationParts(seconds);
        const said = parts.reduce(
          (sum, { unit, value }) => sum + value * SECONDS_OF[unit],
          0,
        );
        expect(parts.length).toBeLessThanOrEqual(2);
        // Whole seconds are all that is said.
        expect(Math.abs(said - seconds)).toBeLessThanOrEqual(
          Math.max(0.5, seconds / 10),
        );
      }),
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [-1, '0 sec'],
    [0, '0 sec'],
    [8, '8 sec'],
    [119.4, '119 sec'],
    [119.6, '2 min'],
    [190, '3 min 10 sec'],
    [720, '12 min'],
    [7_260, '2 hr 1 min'],
    [86_400, '24 hr'],
    [9 * 86_400, '9 days'],
    [1e12, '11,574,074 days'],
  ])('writes %d s as "%s"', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it('writes in the language that it is asked for', () => {
    expect(formatDuration(190, 'de')).toBe('3 Min., 10 Sek.');
    expect(formatDuration(190, 'en')).toBe('3 min 10 sec');
  });

  it('says the same again after many others', () => {
    for (let days = 10; days < 5_000; days++) {
      expect(formatDuration(days * 86_400)).toBe(
        `${days.toLocaleString('en')} days`,
      );
    }
    expect(formatDuration(190)).toBe('3 min 10 sec');
  });
});
