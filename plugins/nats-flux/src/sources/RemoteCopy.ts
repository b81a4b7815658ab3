import { isError } from '@backstage/errors';

/** Something read from a URL, and what its host calls this state of it. */
export interface Tagged<T> {
  value: T;
  etag: string | undefined;
}

/**
 * How fresh a copy must be.
 *
 * @public
 */
export interface Freshness {
  /**
   * True where a copy that is a few seconds old will do: it is given at once,
   * and read again meanwhile for the next who asks.
   */
  mayBeStale?: boolean;
}

/** A copy of this age is read again, milliseconds: an edit shows a moment later in what may be stale. */
const STALE_MS = 2_000;

function isUnchanged(error: unknown): boolean {
  return isError(error) && error.name === 'NotModifiedError';
}

/**
 * A copy of something at a URL. Hosts are asked whether it has changed, and give
 * it only where it has.
 */
export class RemoteCopy<T> {
  readonly #read: (etag: string | undefined) => Promise<Tagged<T>>;
  #copy: (Tagged<T> & { at: number }) | undefined;
  #reading: Promise<T> | undefined;

  /** @param read - throws NotModifiedError where the tag is still that of what is there */
  constructor(read: (etag: string | undefined) => Promise<Tagged<T>>) {
    this.#read = read;
  }

  /** @throws whatever reading throws; a copy from before does not hide it, but where it may be stale */
  async get({ mayBeStale = false }: Freshness = {}): Promise<T> {
    const copy = this.#copy;
    if (!mayBeStale || !copy) {
      return this.#refresh();
    }
    if (Date.now() - copy.at > STALE_MS && !this.#reading) {
      // Told to the next who asks, who finds no copy.
      this.#refresh().catch(() => {
        this.#copy = undefined;
      });
    }
    return copy.value;
  }

  #refresh(): Promise<T> {
    const reading = this.#load().finally(() => {
      if (this.#reading === reading) {
        this.#reading = undefined;
      }
    });
    this.#reading = reading;
    return reading;
  }

  async #load(): Promise<T> {
    const before = this.#copy;
    const at = Date.now();
    try {
      const read = await this.#read(before?.etag);
      this.#copy = { ...read, at };
      return read.value;
    } catch (error) {
      if (before && isUnchanged(error)) {
        this.#copy = { ...before, at };
        return before.value;
      }
      throw error;
    }
  }
}
