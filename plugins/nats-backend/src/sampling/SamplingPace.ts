/** What nobody asks for is sampled so many times as rarely. */
const RARE = 4;
/** Somebody asked for it in this time, milliseconds: pages ask again every few seconds. */
const ASKED_MS = 600_000;
/** A broker that fails is tried again after this at the latest, milliseconds; sooner while somebody asks. */
const LONGEST_WAIT_MS = 300_000;
const LONGEST_ASKED_WAIT_MS = 60_000;
/**
 * Milliseconds that a call to the JetStream API costs: 500 calls a minute at most. Two replicas
 * of the backend together stay at the 1,000 a minute from which an API counts as overused
 * (Synadia Insights).
 */
const CALL_MS = 120;

/** Decides when a broker is sampled next. Times are milliseconds of one clock, which only goes forward. */
export class SamplingPace {
  readonly #intervalMs: number;
  #askedAt: number;
  #failures = 0;
  #sampledAt = -Infinity;
  /** What the last sample cost the servers, as time: milliseconds. */
  #costMs = 0;

  /** @param options - `now`: what starts is wanted */
  constructor(options: { intervalMs: number; now: number }) {
    this.#intervalMs = options.intervalMs;
    this.#askedAt = options.now;
  }

  /** Milliseconds between two samples at present. */
  intervalMs(now: number): number {
    const wanted = this.#isAsked(now) ? 1 : RARE;
    return Math.max(wanted * this.#intervalMs, this.#costMs);
  }

  isDue(now: number): boolean {
    // Half an interval early, or ticks that come a moment early would miss every second sample.
    return now >= this.#sampledAt + this.#wait(now) - this.#intervalMs / 2;
  }

  /** Somebody wants to know. */
  ask(now: number): void {
    this.#askedAt = now;
  }

  /** A sample took so many calls to the JetStream API, a count: the more, the rarer. */
  spend(calls: number): void {
    this.#costMs = calls * CALL_MS;
  }

  /** A sample worked. */
  succeed(now: number): void {
    this.#failures = 0;
    this.#sampledAt = now;
  }

  /** A sample failed: ever longer until the next. */
  fail(now: number): void {
    this.#failures++;
    this.#sampledAt = now;
  }

  #isAsked(now: number): boolean {
    return now - this.#askedAt < ASKED_MS;
  }

  #wait(now: number): number {
    const interval = this.intervalMs(now);
    const longest = this.#isAsked(now)
      ? LONGEST_ASKED_WAIT_MS
      : LONGEST_WAIT_MS;
    const wait = interval * 2 ** Math.max(0, this.#failures - 1);
    return Math.max(interval, Math.min(wait, longest));
  }
}
