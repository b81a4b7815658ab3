import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { renderHook } from '@testing-library/react';
import { PropsWithChildren } from 'react';
import { useVerdictSignal } from './useVerdictSignal';

/** Signals that the test sends. */
function fakeSignals() {
  const listeners = new Set<(message: object) => void>();
  const channels: string[] = [];
  return {
    channels,
    listeners,
    send: (...brokers: string[]) =>
      listeners.forEach(listener => listener({ brokers })),
    subscribe: (channel: string, onMessage: (message: never) => void) => {
      channels.push(channel);
      listeners.add(onMessage as (message: object) => void);
      return {
        unsubscribe: () =>
          listeners.delete(onMessage as (message: object) => void),
      };
    },
  };
}

function listen(broker?: string) {
  const signals = fakeSignals();
  const refresh = jest.fn();
  const { unmount } = renderHook(() => useVerdictSignal(refresh, broker), {
    wrapper: ({ children }: PropsWithChildren) => (
      <TestApiProvider apis={[[signalApiRef, signals]]}>
        {children}
      </TestApiProvider>
    ),
  });
  return { signals, refresh, unmount };
}

describe('useVerdictSignal', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('asks once, soon after verdicts of its broker have changed', () => {
    const { signals, refresh } = listen('local');
    expect(signals.channels).toEqual(['nats:verdicts']);
    signals.send('other');
    jest.runAllTimers();
    expect(refresh).not.toHaveBeenCalled();
    signals.send('other', 'local');
    signals.send('local');
    jest.runAllTimers();
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('asks for any broker where it looks at all', () => {
    const { signals, refresh } = listen();
    signals.send('other');
    jest.runAllTimers();
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('asks nothing while the page is hidden, or offline', () => {
    const { signals, refresh } = listen('local');
    jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    signals.send('local');
    jest.spyOn(document, 'hidden', 'get').mockReturnValue(false);
    jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    signals.send('local');
    jest.runAllTimers();
    expect(refresh).not.toHaveBeenCalled();
  });

  it('stops when nobody looks any more', () => {
    const { signals, refresh, unmount } = listen('local');
    signals.send('local');
    unmount();
    jest.runAllTimers();
    expect(refresh).not.toHaveBeenCalled();
    expect(signals.listeners.size).toBe(0);
  });

  it('does without in an app that has no signals', () => {
    expect(() =>
      renderHook(() => useVerdictSignal(jest.fn()), {
        wrapper: ({ children }: PropsWithChildren) => (
          <TestApiProvider apis={[]}>{children}</TestApiProvider>
        ),
      }),
    ).not.toThrow();
  });
});
