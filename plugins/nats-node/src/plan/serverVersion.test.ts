import { isAtLeast } from './serverVersion';

describe('isAtLeast', () => {
  it.each([
    ['2.12.5', '2.12.5', true],
    ['2.12.10', '2.12.5', true],
    ['2.15.0', '2.12.5', true],
    ['3.0.0', '2.12.5', true],
    ['2.12.4', '2.12.5', false],
    ['2.9.25', '2.10.0', false],
    ['v2.14.4-preview.1', '2.14.4', true],
    ['', '2.10.0', false],
    ['dev', '2.10.0', false],
  ])('%s is at least %s: %s', (version, release, expected) => {
    expect(isAtLeast(version, release)).toBe(expected);
  });
});
