import { setTimeout as sleep } from 'node:timers/promises';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import { formatDuration } from '@nats-portal/plugin-nats-common';

/** A broker that is rolled out takes minutes; asked this often, milliseconds. */
const FIRST_PAUSE_MS = 500;
const LAST_PAUSE_MS = 5_000;
/** Who waits for the same is told so this often, milliseconds. */
const REPEAT_MS = 60_000;

/** For how long a broker is waited for, and who is told. */
export interface WaitOptions {
  waitMs: number;
  /** Called with what it waits for, when that changes and once a minute. */
  onWaiting?: (reason: string) => void;
  signal?: AbortSignal;
}

/** The time that an attempt took differs each time and is no news. */
function withoutTimes(reason: string): string {
  return reason.replace(/\d+ ms/g, '');
}

/** Tells what is waited for, when there is something to tell. */
class Announcement {
  #told = '';
  #toldAt = -Infinity;

  tell(reason: string, onWaiting?: (reason: string) => void): void {
    const isNews = withoutTimes(reason) !== this.#told;
    if (isNews || Date.now() - this.#toldAt >= REPEAT_MS) {
      this.#told = withoutTimes(reason);
      this.#toldAt = Date.now();
      onWaiting?.(reason);
    }
  }
}

/**
 * Waits for a broker that is still rolled out.
 *
 * @param probe - resolves to what is missing, or to nothing when all is there
 * @throws ServiceUnavailableError with what is missing in the end, and at once
 * whatever else the probe throws
 */
export async function waitUntilReady(
  probe: () => Promise<string | undefined>,
  { waitMs, onWaiting, signal }: WaitOptions,
): Promise<void> {
  const deadline = Date.now() + waitMs;
  const announcement = new Announcement();
  for (
    let pause = FIRST_PAUSE_MS;
    ;
    pause = Math.min(pause * 2, LAST_PAUSE_MS)
  ) {
    const missing = await probe().catch(error => {
      signal?.throwIfAborted();
      if (isError(error) && error.name === 'ServiceUnavailableError') {
        return error.message;
      }
      throw error;
    });
    if (missing === undefined) {
      return;
    }
    const left = deadline - Date.now();
    if (left <= 0) {
      throw new ServiceUnavailableError(
        `Waited ${formatDuration(waitMs / 1000)} in vain: ${missing}`,
      );
    }
    announcement.tell(missing, onWaiting);
    await sleep(Math.min(pause, left), undefined, { signal });
  }
}
