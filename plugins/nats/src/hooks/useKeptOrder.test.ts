import { renderHook } from '@testing-library/react';
import { useKeptOrder } from './useKeptOrder';

interface Row {
  name: string;
  size: number;
}

const nameOf = ({ name }: Row) => name;
const largestFirst = (rows: readonly Row[]) =>
  [...rows].sort((a, b) => b.size - a.size);

describe('useKeptOrder', () => {
  it('leaves rows in their places while numbers change, until asked', () => {
    const { result, rerender } = renderHook(
      ({ rows, sort }) => useKeptOrder(rows, nameOf, sort),
      {
        initialProps: {
          rows: [
            { name: 'a', size: 1 },
            { name: 'b', size: 2 },
          ],
          sort: largestFirst,
        },
      },
    );
    const shown = () => result.current.map(({ name, size }) => name + size);
    expect(shown()).toEqual(['b2', 'a1']);

    const rows = [
      { name: 'a', size: 7 },
      { name: 'b', size: 2 },
      { name: 'c', size: 9 },
    ];
    rerender({ rows, sort: largestFirst });
    expect(shown()).toEqual(['b2', 'a7', 'c9']);

    rerender({ rows, sort: items => largestFirst(items) });
    expect(shown()).toEqual(['c9', 'a7', 'b2']);
  });
});
