import fc from 'fast-check';
import { rowsInView } from './rowsInView';

describe('rowsInView', () => {
  it('gives the rows in view and a few around', () => {
    const rows = rowsInView({
      count: 10_000,
      rowHeight: 50,
      top: 5_000,
      height: 500,
    });
    expect(rows[0]).toBe(94);
    expect(rows[rows.length - 1]).toBe(115);
  });

  it('ends where the rows end', () => {
    expect(
      rowsInView({ count: 3, rowHeight: 50, top: 0, height: 500 }),
    ).toEqual([0, 1, 2]);
    expect(
      rowsInView({ count: 0, rowHeight: 50, top: 0, height: 500 }),
    ).toEqual([]);
  });

  it('leaves no place in view empty, and draws no more than that needs', () => {
    fc.assert(
      fc.property(
        fc.nat(20_000),
        fc.integer({ min: 20, max: 200 }),
        fc.nat(1_000_000),
        fc.integer({ min: 1, max: 2_000 }),
        (count, rowHeight, top, height) => {
          const rows = new Set(rowsInView({ count, rowHeight, top, height }));
          for (let y = top; y < Math.min(top + height, count * rowHeight); ) {
            expect(rows).toContain(Math.floor(y / rowHeight));
            y += rowHeight;
          }
          expect(rows.size).toBeLessThanOrEqual(height / rowHeight + 14);
        },
      ),
    );
  });
});
