import { NotModifiedError } from '@backstage/errors';
import { RemoteCopy } from './RemoteCopy';

describe('RemoteCopy', () => {
  let state = { value: 'a', etag: '1' };
  const read = jest.fn(async (etag: string | undefined) => {
    if (etag === state.etag) {
      throw new NotModifiedError();
    }
    return state;
  });
  let copy: RemoteCopy<string>;

  beforeEach(() => {
    jest.useFakeTimers();
    state = { value: 'a', etag: '1' };
    read.mockClear();
    copy = new RemoteCopy(read);
  });

  afterEach(() => jest.useRealTimers());

  it('asks each time whether it has changed, and sees a change at once', async () => {
    expect(await copy.get()).toBe('a');
    expect(await copy.get()).toBe('a');
    state = { value: 'b', etag: '2' };
    expect(await copy.get()).toBe('b');
    expect(read.mock.calls).toEqual([[undefined], ['1'], ['1']]);
  });

  it('answers without asking where it may be stale', async () => {
    await copy.get({ mayBeStale: true });
    await copy.get({ mayBeStale: true });
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('reads an old copy again for the next, once however many ask', async () => {
    await copy.get({ mayBeStale: true });
    state = { value: 'b', etag: '2' };
    jest.advanceTimersByTime(3_000);
    expect(
      await Promise.all([
        copy.get({ mayBeStale: true }),
        copy.get({ mayBeStale: true }),
      ]),
    ).toEqual(['a', 'a']);
    expect(read).toHaveBeenCalledTimes(2);
    expect(await copy.get({ mayBeStale: true })).toBe('b');
  });

  it('hides no error for longer than one answer', async () => {
    await copy.get({ mayBeStale: true });
    read.mockRejectedValue(new Error('503'));
    await expect(copy.get()).rejects.toThrow('503');
    jest.advanceTimersByTime(3_000);
    expect(await copy.get({ mayBeStale: true })).toBe('a');
    await jest.advanceTimersByTimeAsync(0);
    await expect(copy.get({ mayBeStale: true })).rejects.toThrow('503');
  });
});
