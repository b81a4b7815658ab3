import fc from 'fast-check';
import { theilSenSlope } from './theilSenSlope';

const line = (ys: number[]) => ys.map((y, x) => ({ x, y }));

describe('theilSenSlope', () => {
  it.each([
    [[0, 1], 1],
    [[5, 5, 5], 0],
    [[9, 6, 3, 0], -3],
    [[0, 1, 2, 1000, 4, 5, 6], 1],
  ])('of %j is %d', (ys, slope) => {
    expect(theilSenSlope(line(ys))).toBe(slope);
  });

  it.each([
    [[]],
    [[{ x: 1, y: 1 }]],
    [
      [
        { x: 1, y: 1 },
        { x: 1, y: 9 },
      ],
    ],
  ])('is unknown for %j', points => {
    expect(theilSenSlope(points)).toBeUndefined();
  });

  it('does not care in which order the points come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 2, maxLength: 12 }),
        ys => {
          const points = line(ys);
          expect(theilSenSlope([...points].reverse())).toBe(
            theilSenSlope(points),
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
          const points = line(steps.map(step => (y += step)));
          expect(theilSenSlope(points)).toBeGreaterThan(0);
        },
      ),
    );
  });
});
