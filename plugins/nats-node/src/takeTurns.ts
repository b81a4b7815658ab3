import { setImmediate as turn } from 'node:timers/promises';

/** Others wait for no longer than this, milliseconds. */
const TURN_MS = 2;

/**
 * Runs work to its end and lets others have their turn between its steps.
 *
 * @param work - yields wherever it may be left for a moment
 * @throws whatever the work throws, and the reason of the signal
 * @public
 */
export async function takeTurns<T>(
  work: Generator<unknown, T, void>,
  signal?: AbortSignal,
): Promise<T> {
  for (;;) {
    const until = performance.now() + TURN_MS;
    do {
      const step = work.next();
      if (step.done) {
        return step.value;
      }
    } while (performance.now() < until);
    await turn();
    signal?.throwIfAborted();
  }
}
