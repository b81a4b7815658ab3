import fc from 'fast-check';
import { theilSen } from './theilSen';

const trendOf = (ys: number[]) =>
  theilSen(
    ys.map((_, x) => x),
    ys,
  );

describe('theilSen', () => {
  it.each([
    [[0, 1], 1],
    [[5, 5, 5], 0],
    [[9, 6, 3, 0], -3],
    [[0, 1, 2, 1000, 4, 5, 6], 1],
  ])('of %j is %d', (ys, slope) => {
    expect(trendOf(ys)?.slope).toBe(slope);
  });

  it.each([
    ['no points', []],
    ['one point', [1]],
    ['points at one time', [1, 1]],
  ])('is unknown for %s', (_case, xs) => {
    expect(theilSen(xs, xs)).toBeUndefined();
  });

  it("has Sen's interval, computed by hand for ten points", () => {
    // 45 slopes, C = 1.96 * sqrt(125) = 21.9: the 11th and the 35th of them.
    const ys = [0, 3, 1, 5, 4, 8, 6, 9, 9, 12];
    const slopes = ys
      .flatMap((y, i) => ys.slice(i + 1).map((z, j) => (z - y) / (j + 1)))
      .sort((a, b) => a - b);
    expect(trendOf(ys)).toEqual({
      slope: slopes[22],
      least: slopes[10],
      most: slopes[34],
    });
  });

  it('is as wide as the slopes go where points are few', () => {
    expect(trendOf([0, 1, 8])).toEqual({ slope: 4, least: 1, most: 7 });
  });

  it('does not care in which order the points come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 2, maxLength: 12 }),
        ys => {
          const xs = ys.map((_, x) => x);
          expect(theilSen([...xs].reverse(), [...ys].reverse())).toEqual(
            theilSen(xs, ys),
          );
        },
      ),
    );
  });

  it('is positive where every point is above the one before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), {
          minLength: 2,
          maxLength: 12,
        }),
        steps => {
          let y = 0;
          const trend = trendOf(steps.map(step => (y += step)));
          expect(trend?.slope).toBeGreaterThan(0);
          expect(trend?.least).toBeGreaterThan(0);
        },
      ),
    );
  });
});
