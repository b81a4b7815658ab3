import fc from 'fast-check';
import { parseSize } from './size';

describe('parseSize', () => {
  it.each([
    ['0', 0],
    ['1048576', 2 ** 20],
    ['1k', 1000],
    ['500M', 500e6],
    ['10Gi', 10 * 2 ** 30],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['0.5k', 500],
    ['3T', 3e12],
    ['7Pi', 7 * 2 ** 50],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('reads %s', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each([
    ...['', ' 1Gi', '1 Gi', '1GB', '1gi', '1K', '-1', '+1', '1e9', '.5Gi'],
    ...[
      '1.',
      'Gi',
      '0.5',
      '1.0001Ki',
      '9007199254740992',
      '8Pi',
      '9'.repeat(17),
    ],
  ])('does not read %j', text => {
    expect(parseSize(text)).toBeUndefined();
  });

  it('reads every whole number as it is', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), bytes => {
        expect(parseSize(String(bytes))).toBe(bytes);
      }),
    );
  });

  it('throws for no text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const bytes = parseSize(text) ?? 0;
        expect(Number.isSafeInteger(bytes) && bytes >= 0).toBe(true);
      }),
    );
  });
});
