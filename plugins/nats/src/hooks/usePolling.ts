import { ErrorLike, toError } from '@backstage/errors';
import { useCallback, useEffect, useRef, useState } from 'react';

/** A request that takes longer has failed: numbers must not look fresh meanwhile. */
const TIMEOUT_MS = 15_000;
/** Failing requests are repeated ever more slowly, up to this. */
const MAX_DELAY_MS = 30_000;

/** What is known of something that is asked for again and again. */
export interface Polled<T> {
  /** The last good answer; absent while there was none. */
  data?: T;
  /** When it came, milliseconds since 1970, clock of the browser. */
  receivedAt?: number;
  /** Why the latest attempt failed; absent when it worked. */
  error?: ErrorLike;
  /** Asks now. */
  refresh(): void;
}

/** What {@link usePolling} asks for, and how often. */
export interface PollingOptions<T> {
  /** Another key means another thing: what was known is forgotten. */
  key: string;
  load(signal: AbortSignal): Promise<T>;
  /** Milliseconds until the next request, by the last good answer. */
  delayOf(data: T | undefined): number;
  /** The message of a request that took too long. */
  timeoutMessage(seconds: number): string;
}

type Known<T> = Pick<Polled<T>, 'data' | 'receivedAt' | 'error'> & {
  key: string;
};

/**
 * Asks for something again and again while the page is visible. The last good
 * answer stays when a later request fails; the error tells that it is old.
 */
export function usePolling<T>(options: PollingOptions<T>): Polled<T> {
  const { key } = options;
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const [known, setKnown] = useState<Known<T>>({ key });
  const ask = useRef<() => void>(() => {});

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let running: AbortController | undefined;
    let failures = 0;
    let data: T | undefined;

    function schedule() {
      clearTimeout(timer);
      // Becoming visible asks at once, see below.
      if (!document.hidden) {
        const delay = latest.current.delayOf(data);
        timer = setTimeout(
          poll,
          failures > 0
            ? Math.max(delay, Math.min(delay * 2 ** failures, MAX_DELAY_MS))
            : delay,
        );
      }
    }

    async function poll() {
      clearTimeout(timer);
      running?.abort();
      const mine = new AbortController();
      running = mine;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          const message = latest.current.timeoutMessage(TIMEOUT_MS / 1000);
          reject(new Error(message));
        }, TIMEOUT_MS);
      });
      try {
        const answer = await Promise.race([
          latest.current.load(mine.signal),
          late,
        ]);
        if (running !== mine) {
          return;
        }
        failures = 0;
        data = answer;
        setKnown({ key, data, receivedAt: Date.now() });
      } catch (thrown) {
        if (running !== mine) {
          return;
        }
        failures++;
        mine.abort();
        const error = toError(thrown);
        setKnown(before => ({
          ...(before.key === key ? before : { key }),
          error,
        }));
      }
      schedule();
    }

    function onVisibilityChange() {
      if (document.hidden) {
        clearTimeout(timer);
      } else {
        poll();
      }
    }

    ask.current = poll;
    poll();
    document.addEventListener('visibilitychange', onVisibilityChange);
    return () => {
      document.removeEventListener('visibilitychange', onVisibilityChange);
      clearTimeout(timer);
      running?.abort();
      running = undefined;
    };
  }, [key]);

  const refresh = useCallback(() => ask.current(), []);
  const { data, receivedAt, error } = known.key === key ? known : {};
  return { data, receivedAt, error, refresh };
}
