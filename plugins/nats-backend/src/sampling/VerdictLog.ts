import { Verdict, VerdictChange } from '@nats-portal/plugin-nats-common';

const KEPT_MS = 3_600_000;
/** What changes at every sample would fill the memory with its changes. */
const MOST = 60;
/** A verdict that only waits for samples: coming from there is no change. */
const BEGINNINGS = ['too-little-data', 'recreated', 'no-data'];

/** The changes of one verdict in the last hour; takes no room while there are none. */
export class VerdictLog {
  #changes: VerdictChange[] | undefined;

  /**
   * Notes a verdict where it says another thing than the one before.
   *
   * @param at - milliseconds since 1970
   * @returns true where it does
   */
  note(
    verdict: Verdict,
    before: Pick<Verdict, 'level' | 'rule'> | undefined,
    at: number,
  ): boolean {
    const { level, rule, reason } = verdict;
    if (!before || (before.level === level && before.rule === rule)) {
      return false;
    }
    if (!(BEGINNINGS.includes(before.rule) && level === 'ok')) {
      this.#changes = [
        ...this.list(at).slice(1 - MOST),
        { at, level, rule, reason },
      ];
    }
    return true;
  }

  /** Oldest first. */
  list(now: number): VerdictChange[] {
    return (this.#changes ?? []).filter(({ at }) => now - at <= KEPT_MS);
  }
}
