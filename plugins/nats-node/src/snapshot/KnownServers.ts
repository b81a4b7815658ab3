/** A server that was not seen for so long is taken for removed, milliseconds. */
const FORGET_AFTER_MS = 10 * 60_000;

/** Remembers which servers a broker has. */
export class KnownServers {
  /** When each server was last seen, by name. */
  readonly #lastSeen = new Map<string, number>();

  /** A count. */
  get size(): number {
    return this.#lastSeen.size;
  }

  /** Takes note of those who answered. @returns the names of those who did before and do not now */
  see(names: Iterable<string>, now: number): string[] {
    for (const name of names) {
      this.#lastSeen.set(name, now);
    }
    const missing: string[] = [];
    for (const [name, seenAt] of this.#lastSeen) {
      if (now - seenAt > FORGET_AFTER_MS) {
        this.#lastSeen.delete(name);
      } else if (seenAt < now) {
        missing.push(name);
      }
    }
    return missing;
  }
}
