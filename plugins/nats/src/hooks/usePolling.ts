import { ErrorLike, toError } from '@backstage/errors';
import {
  startTransition,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';

/** A request that takes longer has failed: numbers must not look fresh meanwhile. */
const TIMEOUT_MS = 15_000;
/** Failing requests are repeated ever more slowly, up to this. */
const MAX_DELAY_MS = 30_000;
/** Numbers that missed more turns than this are old until the next answer. */
const MISSED_TURNS = 3;

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
  messages: PollingMessages;
}

/** Why numbers are old, in words. */
export interface PollingMessages {
  /** A request took too long. */
  timeout(seconds: number): string;
  /** The browser is offline. */
  offline(): string;
  /** Nobody asked while the page was hidden. */
  hidden(): string;
}

type Known<T> = Pick<Polled<T>, 'data' | 'receivedAt' | 'error'> & {
  key: string;
};

/** Nobody looks at a hidden tab, and nobody answers a browser that is offline. */
function mayAsk(): boolean {
  return !document.hidden && navigator.onLine;
}

/**
 * Asks for something again and again while the page is visible and online. The last good
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
    let receivedAt = Infinity;

    function schedule() {
      clearTimeout(timer);
      // Becoming visible, or online, asks at once; see below.
      if (mayAsk()) {
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
          const { messages } = latest.current;
          reject(new Error(messages.timeout(TIMEOUT_MS / 1000)));
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
        receivedAt = Date.now();
        const fresh = { key, data, receivedAt };
        // Whoever scrolls goes first; new numbers come between two frames.
        startTransition(() => setKnown(fresh));
      } catch (thrown) {
        if (running !== mine) {
          return;
        }
        failures++;
        mine.abort();
        doubt(thrown);
      }
      schedule();
    }

    /** What is known stays, and is no longer taken for fresh. */
    function doubt(thrown: unknown) {
      const error = toError(thrown);
      setKnown(before => ({
        ...(before.key === key ? before : { key }),
        error,
      }));
    }

    function onChange() {
      const { delayOf, messages } = latest.current;
      if (!mayAsk()) {
        clearTimeout(timer);
        if (!navigator.onLine) {
          doubt(new Error(messages.offline()));
        }
        return;
      }
      if (Date.now() - receivedAt > MISSED_TURNS * delayOf(data)) {
        doubt(new Error(messages.hidden()));
      }
      poll();
    }

    ask.current = poll;
    if (navigator.onLine) {
      poll();
    } else {
      doubt(new Error(latest.current.messages.offline()));
    }
    document.addEventListener('visibilitychange', onChange);
    window.addEventListener('online', onChange);
    window.addEventListener('offline', onChange);
    return () => {
      document.removeEventListener('visibilitychange', onChange);
      window.removeEventListener('online', onChange);
      window.removeEventListener('offline', onChange);
      clearTimeout(timer);
      running?.abort();
      running = undefined;
    };
  }, [key]);

  const refresh = useCallback(() => ask.current(), []);
  const { data, receivedAt, error } = known.key === key ? known : {};
  return { data, receivedAt, error, refresh };
}
