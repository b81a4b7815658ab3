import fc from 'fast-check';
import { Largest } from './Largest';

describe('Largest', () => {
  it('is what sorting all of them would give', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 20 })), sizes => {
        const largest = new Largest<{ size: number; index: number }>(5);
        const all = sizes.map((size, index) => ({ size, index }));
        all.forEach(item => largest.add(item, item.size));
        expect(largest.items()).toEqual(
          all
            .filter(({ size }) => size > 0)
            .sort((a, b) => b.size - a.size)
            .slice(0, 5),
        );
      }),
    );
  });
});
