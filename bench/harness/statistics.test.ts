import { medianOf, summarize } from './statistics';

describe('statistics', () => {
  it('takes a value that was measured', () => {
    expect(medianOf([5, 1, 9])).toBe(5);
    expect(medianOf([5, 1, 9, 7])).toBe(5);
  });

  it('keeps the outliers beside the middle', () => {
    expect(summarize([3, 100, 1])).toEqual({
      minimum: 1,
      median: 3,
      maximum: 100,
    });
  });

  it('has nothing to say of nothing', () => {
    expect(() => summarize([])).toThrow(RangeError);
  });
});
