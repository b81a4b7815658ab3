import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { BrokerFacts, BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import {
  AdvisoryListening,
  Broker,
  BrokerInfo,
  Hearing,
  takeTurns,
} from '@nats-portal/plugin-nats-node';
import { BrokerMemory } from './BrokerMemory';
import { FactsHistory } from './FactsHistory';
import { MemoryTables } from './MemoryTables';
import { NextMessages } from './NextMessages';
import { SamplingPace } from './SamplingPace';
import { ThresholdBook } from './ThresholdBook';

/** Configurations change seldom and make answers several times as long; milliseconds. */
const SETTINGS_INTERVAL_MS = 300_000;

/** What is known of one broker at the moment of asking. */
export interface BrokerState {
  info: BrokerInfo;
  /** The last snapshot that worked. */
  snapshot: BrokerFacts | undefined;
  /** Those before, a minute apart and oldest first; of the last hour. */
  history: readonly BrokerFacts[];
  /** Its streams and consumers. */
  memory: BrokerMemory;
  /** Why the last attempt failed; undefined when it worked or none was made. */
  error: string | undefined;
  /** Milliseconds between two samples at present. */
  intervalMs: number;
  /** Another number means that more may be known; undefined while a sample is being taken in. */
  revision: number | undefined;
  /** The revision after the last sample that was taken in whole, or has failed. */
  settled: number;
}

/** A sample that was tried. */
export interface TriedSample {
  /** Name of the broker. */
  broker: string;
  /** Milliseconds, verdicts included. */
  tookMs: number;
  isGood: boolean;
}

/** Takes samples of one broker and remembers them. */
export class BrokerSampler {
  readonly #broker: Broker;
  readonly #logger: LoggerService;
  readonly #pace: SamplingPace;
  readonly #memory: BrokerMemory;
  readonly #nextMessages: NextMessages;
  readonly #history = new FactsHistory();
  readonly #onSampled: (sample: TriedSample) => void;
  #listening: AdvisoryListening | undefined;
  #snapshot: BrokerFacts | undefined;
  #settingsReadAt = -Infinity;
  /** The interval that was in force at the newest sample. */
  #intervalMs: number;
  #error: string | undefined;
  #revision = 0;
  #isRemembering = false;

  constructor(options: {
    broker: Broker;
    logger: LoggerService;
    intervalMs: number;
    book?: ThresholdBook;
    /** Told of each sample when it is remembered, or has failed. */
    onSampled?: (sample: TriedSample) => void;
  }) {
    const { broker, logger, intervalMs, book, onSampled } = options;
    this.#broker = broker;
    this.#onSampled = onSampled ?? (() => {});
    this.#intervalMs = intervalMs;
    this.#pace = new SamplingPace({ intervalMs, now: performance.now() });
    this.#memory = new BrokerMemory(new MemoryTables({ intervalMs }), book);
    this.#logger = logger.child({ broker: broker.info.name });
    this.#nextMessages = new NextMessages({ broker, logger: this.#logger });
  }

  get info(): BrokerInfo {
    return this.#broker.info;
  }

  /** Takes a sample if it is time for one. A broker that fails is a state, not an exception. */
  async sample(signal?: AbortSignal): Promise<void> {
    // Nobody sets this clock: set back, the other would stop all samples until it has caught up.
    const startedAt = performance.now();
    if (!this.#pace.isDue(startedAt)) {
      return;
    }
    this.#listening ??= this.#broker.listen(message =>
      this.#memory.hear(message),
    );
    const hearing = this.#listening.attend();
    const settings =
      startedAt - this.#settingsReadAt >= SETTINGS_INTERVAL_MS ||
      this.#memory.wantsSettings();
    try {
      const snapshot = await this.#broker.readSnapshot({ signal, settings });
      await this.#remember(snapshot, { hearing, signal });
      if (settings) {
        this.#settingsReadAt = performance.now();
      }
      if (this.#error) {
        this.#logger.info('Broker answers again');
      }
      this.#error = undefined;
      this.#pace.succeed(performance.now());
    } catch (thrown) {
      const { message } = toError(thrown);
      // Once for each new reason: a broker that is away all night is one line, not thousands.
      if (message !== this.#error && !signal?.aborted) {
        this.#logger.warn('Broker could not be sampled', { reason: message });
      }
      this.#error = message;
      this.#pace.fail(performance.now());
    } finally {
      this.#revision++;
      this.#isRemembering = false;
    }
    this.#onSampled({
      broker: this.info.name,
      tookMs: performance.now() - startedAt,
      isGood: this.#error === undefined,
    });
  }

  /** Somebody wants to know how it is; what nobody asks for is sampled more rarely. */
  ask(): void {
    this.#pace.ask(performance.now());
  }

  /** What is known now. */
  state(): BrokerState {
    return {
      info: this.#broker.info,
      snapshot: this.#snapshot,
      history: this.#history.list(),
      memory: this.#memory,
      error: this.#error,
      intervalMs: this.#intervalMs,
      revision: this.#isRemembering ? undefined : this.#revision,
      settled: this.#revision,
    };
  }

  async #remember(
    snapshot: BrokerSnapshot,
    options: { hearing: ReadonlyMap<string, Hearing>; signal?: AbortSignal },
  ): Promise<void> {
    const { at, source, servers, problems, outOfView, apiCalls = 0 } = snapshot;
    this.#isRemembering = true;
    await takeTurns(this.#memory.add(snapshot, options.hearing));
    this.#snapshot = { at, source, servers, problems, outOfView };
    this.#history.add(this.#snapshot);
    const requests = await this.#nextMessages.read(
      this.#memory.namedConsumers(),
      options.signal,
    );
    this.#pace.spend(apiCalls + requests);
    const intervalMs = this.#pace.intervalMs(performance.now());
    this.#intervalMs = intervalMs;
    await takeTurns(this.#memory.judge({ now: at, intervalMs }));
  }
}
