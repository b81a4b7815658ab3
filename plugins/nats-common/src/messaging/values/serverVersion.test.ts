import { isAtLeast } from './serverVersion';

describe('isAtLeast', () => {
  it.each([
    ['2.15.1', true],
    ['v2.12.0-preview.1', true],
    ['3.0.0', true],
    ['2.12', true],
    ['2.11.27', false],
    ['1.99.0', false],
    ['', undefined],
    ['dev', undefined],
    [undefined, undefined],
  ])('%p is 2.12 or newer: %p', (version, expected) => {
    expect(isAtLeast(version, [2, 12])).toBe(expected);
  });
});
