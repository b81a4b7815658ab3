import { ProgressLog } from './ProgressLog';

describe('ProgressLog', () => {
  function logOf(steps: [second: number, done: number][]) {
    const info = jest.fn();
    let second = 0;
    const log = new ProgressLog({ info }, () => second * 1_000);
    for (const [at, done] of steps) {
      second = at;
      log.done({ done, total: 11_000 });
    }
    return info.mock.calls.map(([line]) => line);
  }

  it('says how many are done and how fast, at most once a second', () => {
    expect(
      logOf([
        [0, 1_000],
        [0.5, 1_400],
        [1, 2_000],
        [1.9, 2_500],
        [2, 3_500],
      ]),
    ).toEqual([
      '2,000 of 11,000 done, 1,000 a second',
      '3,500 of 11,000 done, 1,250 a second',
    ]);
  });

  it('says nothing where all is done within a second', () => {
    expect(
      logOf([
        [0, 1],
        [0.99, 11_000],
      ]),
    ).toEqual([]);
  });
});
