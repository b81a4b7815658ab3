import { act, renderHook } from '@testing-library/react';
import { usePolling } from './usePolling';

const INTERVAL = 5_000;

function poll(load: (signal: AbortSignal) => Promise<number>, key = 'a') {
  return renderHook(
    (props: { key: string }) =>
      usePolling({
        key: props.key,
        load,
        delayOf: () => INTERVAL,
        messages: {
          timeout: seconds => `no answer within ${seconds} s`,
          offline: () => 'offline',
          hidden: () => 'hidden',
        },
      }),
    { initialProps: { key } },
  );
}

const pass = (milliseconds: number) =>
  act(() => jest.advanceTimersByTimeAsync(milliseconds));

function setHidden(hidden: boolean) {
  jest.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  return act(async () => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

function setOnline(online: boolean) {
  jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(online);
  return act(async () => {
    window.dispatchEvent(new Event(online ? 'online' : 'offline'));
  });
}

describe('usePolling', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('asks at once and then again and again', async () => {
    let answer = 0;
    const { result } = poll(async () => ++answer);
    expect(result.current.data).toBeUndefined();
    await pass(0);
    expect(result.current.data).toBe(1);
    await pass(INTERVAL);
    expect(result.current.data).toBe(2);
    expect(result.current.receivedAt).toBe(Date.now());
  });

  it('keeps the last good answer when a later request fails, and recovers', async () => {
    const load = jest
      .fn()
      .mockResolvedValueOnce(1)
      .mockRejectedValueOnce(new Error('down'))
      .mockResolvedValue(2);
    const { result } = poll(load);
    await pass(0);
    const receivedAt = result.current.receivedAt;
    await pass(INTERVAL);
    expect(result.current).toMatchObject({ data: 1, receivedAt });
    expect(result.current.error?.message).toBe('down');
    await pass(2 * INTERVAL);
    expect(result.current).toMatchObject({ data: 2, error: undefined });
  });

  it('asks ever more slowly while it fails, but every 30 s', async () => {
    const load = jest.fn().mockRejectedValue(new Error('down'));
    poll(load);
    await pass(0);
    expect(load).toHaveBeenCalledTimes(1);
    await pass(10_000);
    expect(load).toHaveBeenCalledTimes(2);
    await pass(20_000);
    expect(load).toHaveBeenCalledTimes(3);
    await pass(30_000);
    expect(load).toHaveBeenCalledTimes(4);
    await pass(30_000);
    expect(load).toHaveBeenCalledTimes(5);
  });

  it('takes a request without an answer for a failure', async () => {
    const signals: AbortSignal[] = [];
    const { result } = poll(async signal => {
      signals.push(signal);
      return signals.length === 1 ? 1 : new Promise<number>(() => {});
    });
    await pass(INTERVAL);
    await pass(15_000);
    expect(result.current.data).toBe(1);
    expect(result.current.error?.message).toBe('no answer within 15 s');
    expect(signals[1].aborted).toBe(true);
  });

  it('pauses while the page is hidden and asks when it is seen again', async () => {
    const load = jest.fn().mockResolvedValue(1);
    poll(load);
    await pass(0);
    await setHidden(true);
    await pass(10 * INTERVAL);
    expect(load).toHaveBeenCalledTimes(1);
    await setHidden(false);
    expect(load).toHaveBeenCalledTimes(2);
    await pass(INTERVAL);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('says that numbers are old after a pause, until the next answer', async () => {
    let answer = (_: number) => {};
    const load = jest
      .fn()
      .mockResolvedValueOnce(1)
      .mockReturnValue(
        new Promise<number>(resolve => {
          answer = resolve;
        }),
      );
    const { result } = poll(load);
    await pass(0);
    await setHidden(true);
    await pass(4 * INTERVAL);
    await setHidden(false);
    expect(result.current.data).toBe(1);
    expect(result.current.error?.message).toBe('hidden');
    await act(async () => answer(2));
    expect(result.current).toMatchObject({ data: 2, error: undefined });
  });

  it('asks nothing while the browser is offline, and says so', async () => {
    const load = jest.fn().mockResolvedValue(1);
    const { result } = poll(load);
    await pass(0);
    await setOnline(false);
    await pass(10 * INTERVAL);
    expect(load).toHaveBeenCalledTimes(1);
    expect(result.current.data).toBe(1);
    expect(result.current.error?.message).toBe('offline');
    await setOnline(true);
    expect(load).toHaveBeenCalledTimes(2);
    expect(result.current.error).toBeUndefined();
  });

  it('waits for the browser to be online before it asks at all', async () => {
    jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const load = jest.fn().mockResolvedValue(1);
    const { result } = poll(load);
    await pass(10 * INTERVAL);
    expect(load).not.toHaveBeenCalled();
    expect(result.current.error?.message).toBe('offline');
    await setOnline(true);
    expect(result.current.data).toBe(1);
  });

  it('asks at once when told to', async () => {
    const load = jest.fn().mockResolvedValue(1);
    const { result } = poll(load);
    await pass(0);
    await act(async () => result.current.refresh());
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('forgets one thing when asked for another, and a late answer to it', async () => {
    const answers: ((value: number) => void)[] = [];
    const { result, rerender } = poll(
      () => new Promise(resolve => answers.push(resolve)),
    );
    await act(async () => answers[0](1));
    expect(result.current.data).toBe(1);
    await pass(INTERVAL);
    rerender({ key: 'b' });
    expect(result.current.data).toBeUndefined();
    await act(async () => answers[1](2));
    expect(result.current.data).toBeUndefined();
    await act(async () => answers[2](3));
    expect(result.current.data).toBe(3);
  });

  it('stops when nobody looks any more', async () => {
    const load = jest.fn().mockResolvedValue(1);
    const { unmount } = poll(load);
    await pass(0);
    unmount();
    await pass(10 * INTERVAL);
    expect(load).toHaveBeenCalledTimes(1);
  });
});
