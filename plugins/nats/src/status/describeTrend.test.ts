import { trendOf } from '../__testUtils__/statuses';
import { describeTrend } from './describeTrend';

describe('describeTrend', () => {
  it.each([
    ['rose', [0, 600, 1204]],
    ['rose', [3, 2 + 1, 4]],
    ['fell', [50, 20, 0]],
    ['steady', [7, 7, 7]],
    ['moved', [5, 50, 5]],
    ['moved', [5, 0, 7]],
  ])('says that it %s: %j', (direction, backlogs) => {
    expect(describeTrend(trendOf(...backlogs))).toMatchObject({
      direction,
      from: backlogs[0],
      to: backlogs[backlogs.length - 1],
      least: Math.min(...backlogs),
      most: Math.max(...backlogs),
      seconds: 20,
    });
  });

  it('says nothing of fewer than two points', () => {
    expect(describeTrend([])).toBeUndefined();
    expect(describeTrend(trendOf(5))).toBeUndefined();
  });
});
