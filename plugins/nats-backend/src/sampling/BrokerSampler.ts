import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import { Broker, BrokerInfo } from '@nats-portal/plugin-nats-node';
import { ConsumerWindows, RememberedConsumer } from './ConsumerWindows';

/** Configurations change seldom and make answers several times as long; milliseconds. */
const SETTINGS_INTERVAL_MS = 300_000;

/** What is known of one broker at the moment of asking. */
export interface BrokerState {
  info: BrokerInfo;
  /** The last snapshot that worked. */
  snapshot: BrokerSnapshot | undefined;
  consumers: RememberedConsumer[];
  /** Why the last attempt failed; undefined when it worked or none was made. */
  error: string | undefined;
  /** Milliseconds between two samples. */
  intervalMs: number;
}

/** Takes samples of one broker and remembers them. */
export class BrokerSampler {
  readonly #broker: Broker;
  readonly #logger: LoggerService;
  readonly #intervalMs: number;
  readonly #windows = new ConsumerWindows();
  #snapshot: BrokerSnapshot | undefined;
  #settingsReadAt = -Infinity;
  #error: string | undefined;

  constructor(options: {
    broker: Broker;
    logger: LoggerService;
    intervalMs: number;
  }) {
    this.#broker = options.broker;
    this.#intervalMs = options.intervalMs;
    this.#logger = options.logger.child({ broker: options.broker.info.name });
  }

  get info(): BrokerInfo {
    return this.#broker.info;
  }

  /** Takes one sample. A broker that fails is a state, not an exception. */
  async sample(signal?: AbortSignal): Promise<void> {
    const settings =
      Date.now() - this.#settingsReadAt >= SETTINGS_INTERVAL_MS ||
      this.#windows.lackSettings();
    try {
      const snapshot = await this.#broker.readSnapshot({ signal, settings });
      this.#windows.add(snapshot);
      this.#snapshot = snapshot;
      if (settings) {
        this.#settingsReadAt = Date.now();
      }
      if (this.#error) {
        this.#logger.info('Broker answers again');
      }
      this.#error = undefined;
    } catch (thrown) {
      const { message } = toError(thrown);
      // Once for each new reason: a broker that is away all night is one line, not thousands.
      if (message !== this.#error && !signal?.aborted) {
        this.#logger.warn('Broker could not be sampled', { reason: message });
      }
      this.#error = message;
    }
  }

  state(): BrokerState {
    return {
      info: this.#broker.info,
      snapshot: this.#snapshot,
      consumers: this.#windows.list(),
      error: this.#error,
      intervalMs: this.#intervalMs,
    };
  }
}
