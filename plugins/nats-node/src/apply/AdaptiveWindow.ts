/** Requests in flight to begin with, at least and at most; counts. */
const START = 32;
const LEAST = 2;
const MOST = 256;
/** Added when a full window was answered in time; a count. */
const STEP = 8;
/**
 * An answer that takes longer than this, or than a multiple of the quickest one, waited
 * in the broker's queue rather than in ours; milliseconds. More in flight does not get
 * more done from there on, and makes everybody's requests time out.
 */
const LONG_MS = 250;
const LONG_FACTOR = 4;
const LONGEST_MS = 2_000;
const SHRINK = 0.75;

/**
 * How many requests a broker gets at once. It grows while answers come quickly,
 * shrinks while they take long, and is halved when the broker says that it is busy or says nothing:
 * additive increase, multiplicative decrease (RFC 5681). A server that stands alone takes
 * twenty times as many writes a second as three with three copies (facts/jetstream.md §7).
 */
export class AdaptiveWindow {
  #size = START;
  /** Doubling until the first sign that it is enough. */
  #doubling = true;
  #quickest = Infinity;
  /** Of the answers since the size was last looked at. */
  #answers = 0;
  #totalMs = 0;
  #wasFull = false;
  #wasHalved = false;

  /** Requests that may be in flight now, a count. */
  get size(): number {
    return this.#size;
  }

  /** @param inFlight - requests in flight when it was answered, itself included */
  answered(tookMs: number, inFlight: number): void {
    this.#quickest = Math.min(this.#quickest, tookMs);
    this.#answers++;
    this.#totalMs += tookMs;
    this.#wasFull ||= inFlight >= this.#size;
    if (this.#answers >= this.#size) {
      this.#adapt(this.#totalMs / this.#answers);
    }
  }

  /** The broker refused for now, or did not answer in time. */
  pushedBack(): void {
    this.#doubling = false;
    // Requests that were sent together are refused together: once is enough.
    if (!this.#wasHalved) {
      this.#resize(this.#size / 2);
      this.#wasHalved = true;
    }
  }

  #adapt(meanMs: number) {
    const longMs = Math.max(LONG_MS, LONG_FACTOR * this.#quickest);
    if (meanMs > Math.min(longMs, LONGEST_MS)) {
      this.#doubling = false;
      this.#resize(this.#size * SHRINK);
    } else if (this.#wasFull) {
      this.#resize(this.#doubling ? this.#size * 2 : this.#size + STEP);
    } else {
      this.#resize(this.#size);
    }
  }

  #resize(size: number) {
    this.#size = Math.min(MOST, Math.max(LEAST, Math.floor(size)));
    this.#answers = 0;
    this.#totalMs = 0;
    this.#wasFull = false;
    this.#wasHalved = false;
  }
}
