/** An election of a leader is over by then in most cases, and if not, another server is as good; milliseconds. */
const TOO_LONG_MS = 3_000;

/** Knows for how long a server has answered nothing of what it was asked. */
export class Silence {
  #answeredAt = -Infinity;
  #since: number | undefined;

  /** It has answered. */
  end(): void {
    this.#answeredAt = Date.now();
    this.#since = undefined;
  }

  /**
   * A question was not answered, or not now.
   *
   * @param askedAt - milliseconds since 1970
   * @returns whether nothing was answered for too long; it counts anew from then on
   */
  isTooLong(askedAt: number): boolean {
    const now = Date.now();
    this.#since ??= Math.max(askedAt, this.#answeredAt);
    if (now - this.#since < TOO_LONG_MS) {
      return false;
    }
    this.#since = now;
    return true;
  }
}
