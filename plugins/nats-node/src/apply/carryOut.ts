import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import { JetStreamApiError } from '../jetstream/JetStreamApiError';
import { CurrentAsset } from '../jetstream/readAssets';
import { PlannedAsset } from '../MessagingPlan';
import { AssetStep } from '../plan/AssetStep';
import { formatAsset, formatRefusals } from '../plan/formatPlan';
import { AssetWriter } from './assetWriters';
import { Outcome, outcomeOf, writeOnce } from './writeOnce';

/** Others may change the same asset between reading and writing, but not for ever. */
const CONFLICTS = 4;
/**
 * A write that was lost with its leader is found out after the first; in a busy
 * cluster creates were seen to take 5 s and 24 s (facts/jetstream.md §7). Milliseconds.
 */
const FIRST_TIMEOUT_MS = 5_000;
const LAST_TIMEOUT_MS = 24_000;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 2_000;
/**
 * Who was just elected to lead JetStream does not know for a moment what was acknowledged last
 * (run: a stream that was made before its leader was killed). Milliseconds.
 */
const CATCH_UP_MS = 10_000;

/** What a write needs to know of its surroundings. */
export interface CarryOutOptions {
  /** An asset that the broker refuses for now, or says nothing about, for so long is given up; milliseconds. */
  patienceMs: number;
  signal?: AbortSignal;
  /** The broker refused for now, or did not answer in time. */
  onPushBack: () => void;
  /** The broker did not do it when it was first asked for: it was silent, busy or without a leader. */
  onDoubt?: () => void;
}

const inOtherHands = (planned: PlannedAsset) =>
  new ConflictError(
    `${formatAsset(
      planned,
    )}: somebody else keeps changing it; apply again when they are done`,
  );

/** Tries until it is done, and knows what went wrong until then. */
class Attempt {
  readonly #writer: AssetWriter;
  readonly #options: CarryOutOptions;
  #step: AssetStep;
  #conflicts = 0;
  #timeoutMs = FIRST_TIMEOUT_MS;
  #waitMs = FIRST_RETRY_MS;
  #troubleSince: number | undefined;
  #orphanSince: number | undefined;
  #unanswered: PlannedAsset | undefined;
  /** The plan of an asset that is gone so that a new one can take its place. */
  #removed: PlannedAsset | undefined;
  #failure: unknown;

  constructor(writer: AssetWriter, options: CarryOutOptions) {
    this.#writer = writer;
    this.#options = options;
    this.#step = writer.step;
  }

  async run(): Promise<PlannedAsset> {
    for (;;) {
      const { planned } = this.#step;
      if (planned.action === 'refused') {
        throw new ConflictError(formatRefusals([planned]));
      }
      if (planned.action === 'unchanged') {
        // A write without an answer that is found done was done by nobody else, as far as one can know.
        return this.#removed ?? this.#unanswered ?? planned;
      }
      if (planned.action === 'recreate') {
        await this.#remove();
        continue;
      }
      const outcome = await this.#write();
      if (outcome === 'done') {
        return this.#removed ?? planned;
      }
      this.#options.signal?.throwIfAborted();
      await this.#recover(outcome, planned);
    }
  }

  async #write(): Promise<Outcome> {
    try {
      return await writeOnce(this.#writer, this.#step, this.#patience());
    } catch (error) {
      return this.#outcomeOf(error);
    }
  }

  /** Looks once more before it deletes: messages and consumers may have come since the plan was made. */
  async #remove(): Promise<void> {
    const { planned } = this.#step;
    const { signal } = this.#options;
    const current = await this.#read();
    this.#step = this.#writer.plan(current);
    if (!current) {
      // It went with its stream.
      this.#removed ??= planned;
    }
    if (this.#step.planned.action !== 'recreate') {
      return;
    }
    if (this.#removed && !this.#unanswered) {
      throw new ConflictError(
        `${formatAsset(
          planned,
        )}: somebody else made it again, with other settings; apply again when they are done`,
      );
    }
    signal?.throwIfAborted();
    this.#removed = planned;
    try {
      await this.#writer.remove(this.#patience());
      this.#unanswered = undefined;
      this.#step = this.#writer.plan(undefined);
    } catch (error) {
      const outcome = this.#outcomeOf(error);
      this.#unanswered = planned;
      await this.#recover(outcome, planned);
    }
  }

  #patience(): { timeoutMs: number } {
    return {
      timeoutMs: Math.min(this.#timeoutMs, this.#options.patienceMs),
    };
  }

  #outcomeOf(error: unknown): Outcome {
    try {
      const outcome = outcomeOf(error, this.#step.planned);
      this.#failure = error;
      return outcome;
    } catch {
      throw this.#removed && error instanceof JetStreamApiError
        ? new ConflictError(
            `${formatAsset(
              this.#removed,
            )}: it was deleted and the server refuses the new one: ${
              error.message
            }; mend the spec and apply again`,
          )
        : error;
    }
  }

  async #recover(outcome: Outcome, planned: PlannedAsset): Promise<void> {
    const { signal, onPushBack, onDoubt } = this.#options;
    if (outcome === 'exists') {
      await this.#meetAnother(planned);
      signal?.throwIfAborted();
      return;
    }
    if (outcome !== 'changed meanwhile') {
      onDoubt?.();
    }
    if (outcome === 'orphaned') {
      this.#waitForStream();
      await this.#pause();
      return;
    }
    if (outcome === 'changed meanwhile') {
      this.#countConflict(planned);
    } else {
      onPushBack();
      this.#losePatience();
      if (outcome === 'refused for now') {
        // It was not done, so nothing needs to be read before it is asked again.
        await this.#pause();
        return;
      }
      this.#unanswered = planned;
      this.#timeoutMs = Math.min(this.#timeoutMs * 2, LAST_TIMEOUT_MS);
    }
    this.#step = this.#writer.plan(await this.#read());
    signal?.throwIfAborted();
  }

  /** Somebody else makes it, or deletes it: what the servers agreed on and have not done yet nobody can read. */
  async #meetAnother(planned: PlannedAsset): Promise<void> {
    const current = await this.#read();
    this.#step = this.#writer.plan(current);
    if (current) {
      this.#countConflict(planned);
      return;
    }
    this.#failure = inOtherHands(planned);
    this.#losePatience();
    await this.#pause();
  }

  #countConflict(planned: PlannedAsset): void {
    if (++this.#conflicts === CONFLICTS) {
      throw this.#failure ?? inOtherHands(planned);
    }
  }

  async #read(): Promise<CurrentAsset | undefined> {
    for (;;) {
      try {
        return await this.#writer.find(this.#options.signal);
      } catch (error) {
        this.#options.signal?.throwIfAborted();
        outcomeOf(error, this.#step.planned);
        this.#failure ??= error;
      }
      this.#losePatience();
      await this.#pause();
    }
  }

  #waitForStream() {
    this.#orphanSince ??= Date.now();
    const patienceMs = Math.min(CATCH_UP_MS, this.#options.patienceMs);
    if (Date.now() - this.#orphanSince >= patienceMs) {
      throw this.#failure;
    }
  }

  #losePatience() {
    this.#troubleSince ??= Date.now();
    if (Date.now() - this.#troubleSince >= this.#options.patienceMs) {
      throw this.#failure;
    }
  }

  async #pause() {
    await sleep(this.#waitMs, undefined, { signal: this.#options.signal });
    this.#waitMs = Math.min(this.#waitMs * 2, LAST_RETRY_MS);
  }
}

/**
 * Carries out one step. What the broker refuses for now is asked again; where it
 * turns out to hold something else than was read, or did not answer in time, it is
 * read again and planned again before it is written again.
 *
 * @returns what was done
 * @throws JetStreamApiError for what the server refuses
 * @throws ServiceUnavailableError for a broker that does not answer for longer than the patience
 * @throws ConflictError for an asset that somebody else keeps changing, or that is refused now
 */
export function carryOut(
  writer: AssetWriter,
  options: CarryOutOptions,
): Promise<PlannedAsset> {
  return new Attempt(writer, options).run();
}
