import { LoggerService } from '@backstage/backend-plugin-api';
import { ApplyProgress } from '@nats-portal/plugin-nats-node';

/** The log of a task is read by people, milliseconds. */
const INTERVAL_MS = 1_000;

const count = new Intl.NumberFormat('en-US').format;

/** Says how far an apply is and how fast it goes, at most once a second. */
export class ProgressLog {
  readonly #logger: Pick<LoggerService, 'info'>;
  readonly #now: () => number;
  #first: { at: number; done: number } | undefined;
  #saidAt = 0;

  /** @param now - milliseconds of a clock that never goes back */
  constructor(
    logger: Pick<LoggerService, 'info'>,
    now: () => number = () => performance.now(),
  ) {
    this.#logger = logger;
    this.#now = now;
  }

  /** Takes note of an asset that is done. */
  done({ done, total }: ApplyProgress): void {
    const at = this.#now();
    if (!this.#first) {
      // What was right already is done at once and says nothing of the rate.
      this.#first = { at, done };
      this.#saidAt = at;
    }
    if (at - this.#saidAt < INTERVAL_MS) {
      return;
    }
    this.#saidAt = at;
    const seconds = (at - this.#first.at) / 1_000;
    const rate = Math.round((done - this.#first.done) / seconds);
    this.#logger.info(
      `${count(done)} of ${count(total)} done, ${count(rate)} a second`,
    );
  }
}
