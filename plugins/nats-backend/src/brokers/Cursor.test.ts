import fc from 'fast-check';
import { readCursor, writeCursor } from './Cursor';

describe('a cursor', () => {
  it('is read as it was written, whatever the names, and fits a URL', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(
        fc.record({
          sort: text,
          order: text,
          shown: fc.nat(),
          last: fc.record({
            rank: fc.integer(),
            account: text,
            stream: text,
            name: text,
          }),
        }),
        cursor => {
          const written = writeCursor(cursor);
          expect(written).toMatch(/^[\w-]*$/);
          expect(readCursor(written)).toEqual(cursor);
        },
      ),
    );
  });

  it('is not read from anything else', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(readCursor(text)).toBeUndefined();
      }),
    );
    const json = fc.jsonValue().map(value => JSON.stringify(value));
    fc.assert(
      fc.property(json, value => {
        const text = Buffer.from(value).toString('base64url');
        expect(readCursor(text)).toBeUndefined();
      }),
    );
  });
});
