import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import { ErrorCode, Events, Msg, NatsConnection, NatsError } from 'nats';
import { BrokerConfig, UserConfig } from '../config/BrokerConfig';
import { abandonable } from './abandonable';
import { expiredSince } from './clientCertificate';
import { LoginFiles } from './LoginFiles';
import { openConnection } from './openConnection';
import { RetiredConnections } from './RetiredConnections';
import { Silence } from './Silence';
import { BrokerCall, toBrokerError } from './toBrokerError';
import { Uplink } from './Uplink';

/** What is still under way at shutdown gets this long, milliseconds. */
const DRAIN_TIMEOUT_MS = 2_000;
/** A server that died is left at once; a broker that stays away is asked now and then, milliseconds. */
const FIRST_RECONNECT_MS = 50;
const LAST_RECONNECT_MS = 2_000;

/**
 * The connection of one user to one broker: made when it is first needed,
 * shared by all who ask, kept, and made anew after it was lost for good, when the files
 * of the login have changed, or when its server answers nothing any more.
 */
export class BrokerConnection {
  readonly #broker: BrokerConfig;
  readonly #user: UserConfig;
  readonly #logger: LoggerService;
  readonly #files: LoginFiles;
  #connection: Promise<NatsConnection> | undefined;
  readonly #retired = new RetiredConnections();
  #replacing = false;
  #closed = false;
  #reconnects = 0;
  readonly #uplink = new Uplink();
  readonly #silence = new Silence();
  readonly #violationListeners = new Set<(subject: string) => void>();

  constructor(options: {
    broker: BrokerConfig;
    user: UserConfig;
    logger: LoggerService;
  }) {
    this.#broker = options.broker;
    this.#user = options.user;
    this.#logger = options.logger.child({ account: options.user.account });
    this.#files = new LoginFiles(options.broker, options.user);
  }

  /**
   * The connection, ready for use; one that lost its server is waited for, since it
   * would drop what it is asked until it has another.
   *
   * @throws ServiceUnavailableError naming the addresses, within the broker's timeout
   * @throws NotAllowedError when the login is refused
   */
  async get(signal?: AbortSignal): Promise<NatsConnection> {
    const startedAt = Date.now();
    for (;;) {
      const connection = await abandonable(this.#begun(), signal);
      this.#renew();
      if (!this.#uplink.isDown) {
        return connection;
      }
      if (!(await this.#uplink.whenUp(this.#broker.timeoutMs, signal))) {
        throw this.explain(new Error('it is away'), startedAt);
      }
    }
  }

  /**
   * Asks one question.
   *
   * @param payload - JSON, or nothing
   * @throws whatever the client throws; soon where the server that was asked goes away
   */
  async request(
    subject: string,
    payload: string | undefined,
    options: { timeoutMs: number; signal?: AbortSignal },
  ): Promise<Msg> {
    const { timeoutMs, signal } = options;
    const startedAt = Date.now();
    const connection = await this.get(signal);
    const answer = connection.request(subject, payload, {
      timeout: Math.max(1, timeoutMs - (Date.now() - startedAt)),
    });
    return abandonable(
      this.#uplink.answer(answer, () =>
        NatsError.errorForCode(ErrorCode.Disconnect),
      ),
      signal,
    );
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

  /** To be told of each answer that only a server which sees the others can give. */
  answered(): void {
    this.#silence.end();
  }

  /** To be told of each question without such an answer: a server that cannot give any is left for another. */
  unanswered(askedAt: number): void {
    if (this.#silence.isTooLong(askedAt)) {
      this.leave();
    }
  }

  /**
   * Goes to another server, where one can be reached: this one may be cut off from the others, or
   * the network between here and there dead. What was asked of it may still be answered.
   */
  async leave(): Promise<void> {
    const open = await this.#connection?.catch(() => undefined);
    if (open && !this.#uplink.isDown) {
      await this.#replace('the server answers nothing', open.getServer());
    }
  }

  /** Lets go for ever; what is under way may end. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#retired.close();
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

  #begun(): Promise<NatsConnection> {
    if (this.#closed) {
      throw new ServiceUnavailableError(
        `The connection to broker "${
          this.#broker.name
        }" was closed for shutdown`,
      );
    }
    return this.#connection ?? this.#begin(this.#connect());
  }

  #begin(attempt: Promise<NatsConnection>): Promise<NatsConnection> {
    this.#connection = attempt;
    attempt.then(
      connection => this.#follow(connection, attempt),
      () => this.#forget(attempt),
    );
    return attempt;
  }

  /** Logs in anew when the files of the login have changed: before they expire. Files that do not work yet are tried again. */
  async #renew(): Promise<void> {
    if (await this.#files.haveChanged()) {
      await this.#replace('the files of the login have changed');
    }
  }

  /** Makes a new connection take the place of the one there is, without a moment without one. */
  async #replace(why: string, avoid?: string): Promise<void> {
    const former = this.#connection;
    if (this.#replacing || this.#closed || !former) {
      return;
    }
    this.#replacing = true;
    try {
      const attempt = this.#connect(avoid);
      const connection = await attempt;
      if (this.#closed || this.#connection !== former) {
        await connection.close();
        return;
      }
      this.#begin(attempt);
      this.#uplink.back();
      this.#logger.info(`Logged in anew: ${why}`, {
        server: connection.getServer(),
      });
      former.then(
        open => this.#retired.add(open),
        () => {},
      );
    } catch (error) {
      this.#logger.warn(
        `Cannot log in anew, which is tried because ${why}; the connection there is stays`,
        { reason: toError(error).message },
      );
    } finally {
      this.#replacing = false;
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

  /** @param avoid - address of a server that is not wanted where there is another */
  async #connect(avoid?: string): Promise<NatsConnection> {
    const startedAt = Date.now();
    try {
      const digest = await this.#files.digest();
      const connection = await openConnection(
        this.#broker,
        this.#user,
        {
          reconnectDelayHandler: () =>
            Math.min(
              FIRST_RECONNECT_MS * 2 ** this.#reconnects++,
              LAST_RECONNECT_MS,
            ),
        },
        avoid,
      );
      this.#files.use(digest);
      return connection;
    } catch (error) {
      throw toBrokerError(error, {
        ...this.#call(startedAt),
        expiredAt: expiredSince(this.#broker, this.#user),
      });
    }
  }

  /** What was asked is not answered any more, and the next who asks begins anew. */
  #forget(attempt: Promise<NatsConnection>) {
    if (this.#connection === attempt) {
      this.#connection = undefined;
      this.#uplink.lost();
      this.#uplink.back();
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
        if (this.#connection === attempt) {
          const isLost = status.type === Events.Disconnect;
          this.#uplink[isLost ? 'lost' : 'back']();
        }
        this.#logger.info(
          status.type === Events.Disconnect ? 'Disconnected' : 'Reconnected',
          { server: String(status.data) },
        );
      }
    }
  }
}
