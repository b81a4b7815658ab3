import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 15_000;
const PAUSE_MS = 100;

/** Reads again and again until it is right, and returns the last word in any case. */
export async function eventually<T>(
  read: () => Promise<T>,
  isRight: (value: T) => boolean,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const value = await read();
    if (isRight(value) || Date.now() > deadline) {
      return value;
    }
    await sleep(PAUSE_MS);
  }
}
