import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { connect, Events, NatsConnection } from 'nats';
import { BrokerConfig, UserConfig } from '../config';
import { abandonable } from './abandonable';
import { connectionOptions } from './connectionOptions';
import { findSpeakingServer } from './findSpeakingServer';
import { BrokerCall, toBrokerError } from './toBrokerError';

/** What is still under way at shutdown gets this long, milliseconds. */
const DRAIN_TIMEOUT_MS = 2_000;
/** A server that died is left at once; a broker that stays away is asked now and then, milliseconds. */
const FIRST_RECONNECT_MS = 50;
const LAST_RECONNECT_MS = 2_000;

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map(item => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

/**
 * The connection of one user to one broker: made when it is first needed,
 * shared by all who ask, kept, and made anew after it was lost for good.
 */
export class BrokerConnection {
  readonly #broker: BrokerConfig;
  readonly #user: UserConfig;
  readonly #logger: LoggerService;
  #connection: Promise<NatsConnection> | undefined;
  #closed = false;
  #reconnects = 0;
  readonly #violationListeners = new Set<(subject: string) => void>();

  constructor(options: {
    broker: BrokerConfig;
    user: UserConfig;
    logger: LoggerService;
  }) {
    this.#broker = options.broker;
    this.#user = options.user;
    this.#logger = options.logger.child({ account: options.user.account });
  }

  /**
   * The connection, ready for use.
   *
   * @throws ServiceUnavailableError naming the addresses, within the broker's timeout
   * @throws NotAllowedError when the login is refused
   */
  async get(signal?: AbortSignal): Promise<NatsConnection> {
    if (this.#closed) {
      throw new ServiceUnavailableError(
        `The connection to broker "${
          this.#broker.name
        }" was closed for shutdown`,
      );
    }
    if (!this.#connection) {
      const attempt = this.#connect();
      this.#connection = attempt;
      attempt.then(
        connection => this.#follow(connection, attempt),
        () => this.#forget(attempt),
      );
    }
    return abandonable(this.#connection, signal);
  }

  /**
   * Calls back when the user may not publish to a subject; nobody else says so.
   *
   * @returns a function that ends it
   */
  onViolation(listener: (subject: string) => void): () => void {
    this.#violationListeners.add(listener);
    return () => this.#violationListeners.delete(listener);
  }

  /** Turns what a call over this connection threw into a typed error. */
  explain(thrown: unknown, startedAt: number): Error {
    return toBrokerError(thrown, this.#call(startedAt));
  }

  /** Leaves a server that has gone silent, so that the next call finds another. */
  async reset(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.then(
      open => open.close(),
      () => {},
    );
  }

  /** Lets go for ever; what is under way may end. */
  async close(): Promise<void> {
    this.#closed = true;
    const connection = await this.#connection?.catch(() => undefined);
    if (connection && !connection.isClosed()) {
      const over = new AbortController();
      await Promise.race([
        connection.drain().catch(() => {}),
        sleep(DRAIN_TIMEOUT_MS, undefined, { signal: over.signal }).catch(
          () => {},
        ),
      ]);
      over.abort();
      await connection.close();
    }
  }

  #call(startedAt: number): BrokerCall {
    return {
      broker: this.#broker.name,
      account: this.#user.account,
      key: this.#user.key,
      servers: this.#broker.servers.map(({ url }) => url),
      elapsedMs: Date.now() - startedAt,
    };
  }

  async #connect(): Promise<NatsConnection> {
    const startedAt = Date.now();
    const { timeoutMs } = this.#broker;
    try {
      const options = connectionOptions(this.#broker, this.#user);
      const servers = shuffled(this.#broker.servers);
      const first = await findSpeakingServer(servers, { timeoutMs });
      const restMs = Math.max(1, timeoutMs - (Date.now() - startedAt));
      const connecting = connect({
        ...options,
        servers: [first, ...servers.filter(server => server !== first)].map(
          ({ url }) => url,
        ),
        // The one that spoke comes first; the others were shuffled above.
        noRandomize: true,
        reconnectDelayHandler: () =>
          Math.min(
            FIRST_RECONNECT_MS * 2 ** this.#reconnects++,
            LAST_RECONNECT_MS,
          ),
        timeout: restMs,
      });
      return await this.#inTime(connecting, restMs);
    } catch (error) {
      throw this.explain(error, startedAt);
    }
  }

  /** The client's timeout holds for each server; this one for all together. */
  async #inTime(
    connecting: Promise<NatsConnection>,
    timeoutMs: number,
  ): Promise<NatsConnection> {
    const over = new AbortController();
    try {
      return await Promise.race([
        connecting,
        sleep(timeoutMs, undefined, { signal: over.signal }).then(() => {
          // One that comes too late is of no use to anybody.
          connecting.then(
            connection => connection.close(),
            () => {},
          );
          throw new Error('no login in time');
        }),
      ]);
    } finally {
      over.abort();
    }
  }

  #forget(attempt: Promise<NatsConnection>) {
    if (this.#connection === attempt) {
      this.#connection = undefined;
    }
  }

  async #follow(connection: NatsConnection, attempt: Promise<NatsConnection>) {
    this.#logger.debug('Connected', { server: connection.getServer() });
    connection.closed().then(reason => {
      this.#forget(attempt);
      if (reason) {
        this.#logger.warn('Connection was closed', { reason: reason.message });
      }
    });
    for await (const status of connection.status()) {
      const denied = status.permissionContext;
      if (denied?.operation === 'publish') {
        this.#violationListeners.forEach(listener => listener(denied.subject));
      }
      if (
        status.type === Events.Disconnect ||
        status.type === Events.Reconnect
      ) {
        this.#reconnects = 0;
        this.#logger.info(
          status.type === Events.Disconnect ? 'Disconnected' : 'Reconnected',
          { server: String(status.data) },
        );
      }
    }
  }
}
