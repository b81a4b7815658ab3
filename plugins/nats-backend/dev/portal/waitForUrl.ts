import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between two looks. */
const PAUSE_MS = 300;

/**
 * Waits until a URL answers with a success.
 *
 * @param options - `timeoutMs`: give up after this many milliseconds; `signal`: stop waiting
 * @throws Error naming the URL, the time and the last answer
 */
export async function waitForUrl(
  url: string,
  options: { timeoutMs: number; signal?: AbortSignal },
): Promise<void> {
  const start = Date.now();
  let last = 'no answer';
  while (Date.now() - start < options.timeoutMs) {
    options.signal?.throwIfAborted();
    try {
      const response = await fetch(url, {
        signal: AbortSignal.timeout(options.timeoutMs),
      });
      await response.body?.cancel();
      if (response.ok) {
        return;
      }
      last = `status ${response.status}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(PAUSE_MS);
  }
  throw new Error(
    `${url} did not come up within ${options.timeoutMs / 1000} s (${last})`,
  );
}
