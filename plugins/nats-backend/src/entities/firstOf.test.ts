import fc from 'fast-check';
import { firstOf } from './firstOf';

describe('firstOf', () => {
  it('is the beginning of all in order', () => {
    const item = fc.record({
      rank: fc.integer({ min: 0, max: 5 }),
      id: fc.nat(),
    });
    type Item = { rank: number; id: number };
    const compare = (a: Item, b: Item) => a.rank - b.rank;
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 100 }),
        fc.integer({ min: 1, max: 20 }),
        (items, most) => {
          expect(firstOf(items, most, compare)).toEqual(
            [...items].sort(compare).slice(0, most),
          );
        },
      ),
    );
  });

  it('changes nothing of what it is given', () => {
    const items = [3, 1, 2];
    expect(firstOf(items, 2, (a, b) => a - b)).toEqual([1, 2]);
    expect(items).toEqual([3, 1, 2]);
  });
});
