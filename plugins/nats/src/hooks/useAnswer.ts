import { toError } from '@backstage/errors';
import { PREVIEW_PAUSE_MS } from '@nats-portal/plugin-nats-common';
import { useEffect, useRef, useState } from 'react';

/** An answer, and how it stands to what is asked now. */
export interface Answer<T> {
  /** The last one that came; kept while the next is on its way. */
  value?: T;
  /** True from a change of the request until its answer is there. */
  pending: boolean;
  error?: Error;
}

/**
 * Asks again whenever a request changes, once for each pause in typing, and
 * never shows the answer to an older request as that to a newer one.
 *
 * @param request - plain data; nothing is asked while it is `undefined`
 */
export function useAnswer<Q, T>(
  request: Q | undefined,
  ask: (request: Q, options: { signal: AbortSignal }) => Promise<T>,
): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ pending: false });
  // Forms make new objects at each keystroke; only what they say counts.
  const body = request === undefined ? undefined : JSON.stringify(request);
  const asking = useRef(ask);
  asking.current = ask;

  useEffect(() => {
    if (body === undefined) {
      setAnswer({ pending: false });
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    setAnswer(({ value }) => ({ value, pending: true }));
    const timer = setTimeout(() => {
      asking.current(JSON.parse(body), { signal }).then(
        value => !signal.aborted && setAnswer({ value, pending: false }),
        error =>
          !signal.aborted &&
          setAnswer(({ value }) => ({
            value,
            pending: false,
            error: toError(error),
          })),
      );
    }, PREVIEW_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [body]);

  return answer;
}
