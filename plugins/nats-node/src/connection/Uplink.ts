import { abandonable } from './abandonable';

/** Knows whether a connection has a server at the moment, and tells those who depend on it. */
export class Uplink {
  #isDown = false;
  readonly #onLoss = new Set<() => void>();
  readonly #onReturn = new Set<() => void>();

  get isDown(): boolean {
    return this.#isDown;
  }

  /** The server is gone: what was asked of it is not answered any more. */
  lost(): void {
    this.#isDown = true;
    this.#onLoss.forEach(listener => listener());
  }

  /** There is a server again, or a connection is to be made anew. */
  back(): void {
    this.#isDown = false;
    this.#onReturn.forEach(listener => listener());
  }

  /**
   * Waits until there is a server, which may be now.
   *
   * @returns whether there is one, in time
   */
  async whenUp(timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
    if (!this.#isDown) {
      return true;
    }
    let done = () => {};
    let timer: NodeJS.Timeout | undefined;
    try {
      await abandonable(
        new Promise<void>(resolve => {
          done = resolve;
          this.#onReturn.add(done);
          timer = setTimeout(done, timeoutMs);
        }),
        signal,
      );
    } finally {
      this.#onReturn.delete(done);
      clearTimeout(timer);
    }
    return !this.#isDown;
  }

  /**
   * Waits for an answer for as long as the server that was asked is there.
   *
   * @param lost - makes the error to throw when it is gone before
   */
  answer<T>(promise: Promise<T>, lost: () => Error): Promise<T> {
    return new Promise((resolve, reject) => {
      const onLoss = () => reject(lost());
      this.#onLoss.add(onLoss);
      promise.then(resolve, reject).finally(() => this.#onLoss.delete(onLoss));
    });
  }
}
