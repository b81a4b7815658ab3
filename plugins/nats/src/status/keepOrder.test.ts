import { keepOrder } from './keepOrder';

describe('keepOrder', () => {
  const key = (item: string) => item;

  it('leaves what was there where it was', () => {
    expect(keepOrder(['c', 'a', 'b'], key, ['a', 'b', 'c'])).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('puts new items last and drops those that are gone', () => {
    expect(keepOrder(['y', 'c', 'x', 'a'], key, ['a', 'b', 'c'])).toEqual([
      'a',
      'c',
      'y',
      'x',
    ]);
  });

  it('sorts new items among themselves', () => {
    expect(
      keepOrder(['y', 'a', 'x'], key, ['a'], added => [...added].sort()),
    ).toEqual(['a', 'x', 'y']);
  });
});
