import { TrendPoint } from '@nats-portal/plugin-nats-common';
import fc from 'fast-check';
import { sumTrends } from './sumTrends';

const line = (...points: [number, number][]): TrendPoint[] =>
  points.map(([at, backlog]) => ({ at, backlog }));

describe('sumTrends', () => {
  it('adds up what was waiting at the same moment', () => {
    expect(
      sumTrends([line([0, 1], [10, 3]), line([0, 100], [10, 200])]),
    ).toEqual(line([0, 101], [10, 203]));
  });

  it('reads between two samples as the line is drawn', () => {
    expect(
      sumTrends([line([0, 0], [10, 100]), line([0, 0], [5, 0], [10, 0])]),
    ).toEqual(line([0, 0], [5, 50], [10, 100]));
  });

  it('begins and ends where all are known', () => {
    expect(
      sumTrends([
        line([0, 1], [10, 1], [20, 1], [30, 1]),
        line([10, 5], [20, 5]),
      ]),
    ).toEqual(line([10, 6], [20, 6]));
    expect(sumTrends([line([0, 1], [10, 1]), line([20, 5], [30, 5])])).toEqual(
      [],
    );
  });

  it('takes no notice of what was never sampled', () => {
    expect(sumTrends([[], line([0, 1], [10, 2])])).toEqual(
      line([0, 1], [10, 2]),
    );
    expect(sumTrends([])).toEqual([]);
    expect(sumTrends([[]])).toEqual([]);
  });

  it('is as long as the densest line at most, ascends, and stays between the extremes', () => {
    const points = fc
      .uniqueArray(fc.nat(1_000), { minLength: 1, maxLength: 40 })
      .chain(times =>
        fc.tuple(
          ...times
            .sort((a, b) => a - b)
            .map(at => fc.nat(10_000).map(backlog => ({ at, backlog }))),
        ),
      );
    fc.assert(
      fc.property(fc.array(points, { minLength: 1, maxLength: 5 }), trends => {
        const sum = sumTrends(trends);
        const sums = (pick: (...values: number[]) => number) =>
          trends.reduce(
            (total, of) => total + pick(...of.map(({ backlog }) => backlog)),
            0,
          );
        expect(sum.length).toBeLessThanOrEqual(
          Math.max(...trends.map(of => of.length)) + 2,
        );
        sum.forEach(({ at, backlog }, i) => {
          expect(at).toBeGreaterThan(sum[i - 1]?.at ?? -1);
          expect(backlog).toBeGreaterThanOrEqual(sums(Math.min));
          expect(backlog).toBeLessThanOrEqual(sums(Math.max));
        });
      }),
    );
  });
});
