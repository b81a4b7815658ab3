import { trendOf } from '../__testUtils__/statuses';
import { sparklinePoints, toPath } from './sparklinePoints';

const box = { width: 100, height: 20, padding: 0 };

describe('sparklinePoints', () => {
  it('draws zero at the bottom and the most at the top', () => {
    expect(sparklinePoints(trendOf(0, 50, 100), box)).toEqual([
      { x: 0, y: 20 },
      { x: 50, y: 10 },
      { x: 100, y: 0 },
    ]);
  });

  it('places points by their time, not by their number', () => {
    const points = [
      { at: 0, backlog: 0 },
      { at: 10, backlog: 0 },
      { at: 100, backlog: 0 },
    ];
    expect(sparklinePoints(points, box).map(({ x }) => x)).toEqual([
      0, 10, 100,
    ]);
  });

  it('stays inside its box whatever the numbers', () => {
    for (const backlogs of [
      [0, 0],
      [1e12, 0, 5],
      [0.5, 0.1],
      [3, 3, 3],
    ]) {
      for (const { x, y } of sparklinePoints(trendOf(...backlogs), box)) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(box.width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(box.height);
      }
    }
  });

  it('draws no line through fewer than two points', () => {
    expect(sparklinePoints(trendOf(5), box)).toEqual([]);
  });

  it('survives two points at one time', () => {
    const at = 1000;
    expect(
      sparklinePoints(
        [
          { at, backlog: 1 },
          { at, backlog: 2 },
        ],
        box,
      ),
    ).toEqual([
      { x: 0, y: 10 },
      { x: 0, y: 0 },
    ]);
  });
});

describe('toPath', () => {
  it('moves to the first point and draws to the others', () => {
    expect(
      toPath([
        { x: 0, y: 1 },
        { x: 2.5, y: 3 },
      ]),
    ).toBe('M0 1L2.5 3');
    expect(toPath([])).toBe('');
  });
});
