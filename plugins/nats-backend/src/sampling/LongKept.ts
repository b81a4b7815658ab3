/** What nobody has named for a day is kept as short as the others again, milliseconds. */
const NAMED_MS = 86_400_000;
/** More are not kept for an hour: a consumer and its stream take 27 kB at the default interval. */
const MOST = 1_000;

/** Decides of which an hour of samples is kept: those that somebody named lately. */
export class LongKept<T extends { keepLong(isLong: boolean): void }> {
  readonly #most: number;
  /** When each was named last, milliseconds since 1970; the one named longest ago first. */
  readonly #named = new Map<T, number>();

  constructor(most = MOST) {
    this.#most = most;
  }

  /** Somebody named it: its samples are kept for an hour from now on. */
  name(item: T, now: number): void {
    if (!this.#named.delete(item)) {
      item.keepLong(true);
    }
    this.#named.set(item, now);
    for (const [oldest, namedAt] of this.#named) {
      if (this.#named.size <= this.#most && now - namedAt <= NAMED_MS) {
        return;
      }
      oldest.keepLong(false);
      this.#named.delete(oldest);
    }
  }

  /** What was named, the one named longest ago first. */
  list(): Iterable<T> {
    return this.#named.keys();
  }

  /** It is no more. */
  forget(item: T): void {
    this.#named.delete(item);
  }
}
