import { forEachBounded } from './forEachBounded';

const pause = () => new Promise<void>(resolve => setImmediate(resolve));

describe('forEachBounded', () => {
  it('does all, and no more than so many at a time', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    await forEachBounded([1, 2, 3, 4, 5, 6, 7], 3, async item => {
      most = Math.max(most, ++running);
      await pause();
      running -= 1;
      done.push(item);
    });
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('begins nothing after a failure, and waits for what has begun', async () => {
    const ended: number[] = [];
    await expect(
      forEachBounded([1, 2, 3, 4, 5], 2, async item => {
        await pause();
        if (item === 1) {
          throw new Error('first');
        }
        await pause();
        ended.push(item);
      }),
    ).rejects.toThrow('first');
    expect(ended).toEqual([2]);
  });

  it('has nothing to do with nothing', async () => {
    await expect(
      forEachBounded([], 4, () => Promise.reject(new Error('called'))),
    ).resolves.toBeUndefined();
  });
});
