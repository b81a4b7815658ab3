import { compareVerdicts, VerdictLevel } from '@nats-portal/plugin-nats-common';

const MINUTE_MS = 60_000;
const MINUTES = 60;

/** The worst level of one thing in each minute of the last hour. */
export class LevelHistory {
  /** The minute since 1970 and its worst level so far, by the minute's place in the hour. */
  readonly #minutes = new Array<
    { minute: number; level: VerdictLevel } | undefined
  >(MINUTES);

  /** @param at - milliseconds since 1970 */
  record(level: VerdictLevel, at: number): void {
    const minute = Math.floor(at / MINUTE_MS);
    const known = this.#minutes[minute % MINUTES];
    this.#minutes[minute % MINUTES] =
      known?.minute === minute && compareVerdicts(known, { level }) <= 0
        ? known
        : { minute, level };
  }

  /**
   * Oldest first, the minute of `now` last; null for a minute without a record.
   *
   * @param now - milliseconds since 1970
   */
  lastHour(now: number): (VerdictLevel | null)[] {
    const newest = Math.floor(now / MINUTE_MS);
    return Array.from({ length: MINUTES }, (_, i) => {
      const minute = newest - MINUTES + 1 + i;
      const known = this.#minutes[minute % MINUTES];
      return known?.minute === minute ? known.level : null;
    });
  }
}
