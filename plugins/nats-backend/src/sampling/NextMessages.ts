import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, toError } from '@backstage/errors';
import { Broker } from '@nats-portal/plugin-nats-node';
import type { ConsumerMemory } from './ConsumerMemory';

/** Requests for one sample, a count: with the default interval 80 a minute. */
const MOST = 20;
/** Requests under way, a count. */
const AT_ONCE = 4;
/** What is not answered by then is interpolated this time, milliseconds. */
const TIMEOUT_MS = 2_000;
/** An account whose user may not ask is asked again after so long, milliseconds. */
const REFUSED_MS = 600_000;

/**
 * Looks at the messages that named consumers have before them, so that the time for
 * which those have waited is exact. One request for a consumer and sample at most, and
 * none while its next message is the same; who was not asked for longest comes first.
 */
export class NextMessages {
  readonly #broker: Broker;
  readonly #logger: LoggerService;
  /** By account: when it was refused, milliseconds since 1970. */
  readonly #refused = new Map<string, number>();
  /** Who was asked for, the one longest ago first. */
  #asked = new Set<ConsumerMemory>();

  constructor(options: { broker: Broker; logger: LoggerService }) {
    this.#broker = options.broker;
    this.#logger = options.logger;
  }

  /**
   * Tells consumers of their next messages. What cannot be read is left out.
   *
   * @returns how many requests it took
   */
  async read(
    consumers: Iterable<ConsumerMemory>,
    signal?: AbortSignal,
  ): Promise<number> {
    const wanted = this.#choose(consumers);
    if (wanted.length === 0) {
      return 0;
    }
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
    const rest = wanted[Symbol.iterator]();
    let requests = 0;
    const worker = async () => {
      for (const consumer of rest) {
        if (!either.aborted && !this.#isRefused(consumer.account)) {
          requests++;
          await this.#readOne(consumer, either);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return requests;
  }

  #choose(consumers: Iterable<ConsumerMemory>): ConsumerMemory[] {
    const { accounts } = this.#broker.info;
    const wanted = new Set<ConsumerMemory>();
    for (const consumer of consumers) {
      if (
        consumer.nextPlace &&
        accounts.includes(consumer.account) &&
        !this.#isRefused(consumer.account)
      ) {
        wanted.add(consumer);
      }
    }
    const before = [...this.#asked].filter(consumer => wanted.has(consumer));
    const fresh = [...wanted].filter(consumer => !this.#asked.has(consumer));
    const chosen = [...fresh, ...before].slice(0, MOST);
    this.#asked = new Set([
      ...before.filter(consumer => !chosen.includes(consumer)),
      ...chosen,
    ]);
    return chosen;
  }

  #isRefused(account: string): boolean {
    return Date.now() - (this.#refused.get(account) ?? -Infinity) < REFUSED_MS;
  }

  async #readOne(consumer: ConsumerMemory, signal: AbortSignal): Promise<void> {
    const { account, stream, newest, nextPlace } = consumer;
    if (!nextPlace) {
      return;
    }
    try {
      const message = await this.#broker.findMessage(
        { account, stream, ...nextPlace },
        { signal },
      );
      // A sample that came in the meantime is another question.
      if (message && consumer.newest === newest) {
        consumer.findNext(message);
      }
    } catch (error) {
      if (isError(error) && error.name === 'NotAllowedError') {
        this.#refused.set(account, Date.now());
        this.#logger.info(
          'Messages cannot be looked at; how long they have waited is interpolated',
          { account, reason: toError(error).message },
        );
      }
    }
  }
}
