import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Events, Msg, NatsConnection, NatsError, Subscription } from 'nats';
import { BrokerConnection } from '../connection/BrokerConnection';
import { GivenUpMessage, Hearing } from './GivenUpMessage';
import { parseMaxDeliveries } from './parseMaxDeliveries';

const SUBJECT = '$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>';
/** A user who may not listen is asked for again after so long: the platform may have mended it, milliseconds. */
const REFUSED_MS = 600_000;

/**
 * Hears in one account which messages reached maxDeliver. Advisories are told once and
 * to those who listen: after every moment in which one may have been missed, the epoch
 * is another.
 */
export class AdvisoryListener {
  readonly #account: string;
  readonly #connection: BrokerConnection;
  readonly #logger: LoggerService;
  readonly #onGivenUp: (message: GivenUpMessage) => void;
  readonly #followed = new WeakSet<NatsConnection>();
  #connected: NatsConnection | undefined;
  #subscription: Subscription | undefined;
  #hearing: Hearing = { deafBecause: 'it is not listened to so far' };
  #epoch = 0;
  #refused: { connection: NatsConnection; at: number } | undefined;
  #isTrying = false;
  #isClosed = false;

  constructor(options: {
    account: string;
    connection: BrokerConnection;
    logger: LoggerService;
    onGivenUp: (message: GivenUpMessage) => void;
  }) {
    this.#account = options.account;
    this.#connection = options.connection;
    this.#logger = options.logger.child({ account: options.account });
    this.#onGivenUp = options.onGivenUp;
  }

  /** How well it is heard now; where that is not so, it is tried again without being waited for. */
  attend(): Hearing {
    if (!this.#isTrying && !this.#isClosed) {
      this.#isTrying = true;
      this.#listen()
        .catch(error => this.#lose(toError(error).message))
        .finally(() => {
          this.#isTrying = false;
        });
    }
    return this.#hearing;
  }

  close(): void {
    this.#isClosed = true;
    this.#lose('it is not listened to any more');
    this.#leave();
  }

  async #listen(): Promise<void> {
    // Another one after its login has changed, or after it was lost for good.
    const connection = await this.#connection.get();
    const isRefused =
      this.#refused?.connection === connection &&
      Date.now() - this.#refused.at < REFUSED_MS;
    if (this.#isClosed || isRefused || connection === this.#connected) {
      return;
    }
    this.#leave();
    this.#connected = connection;
    this.#subscription = connection.subscribe(SUBJECT, {
      callback: (error, message) => this.#take(error, message),
    });
    if (!this.#followed.has(connection)) {
      this.#followed.add(connection);
      this.#follow(connection);
    }
    await this.#begin(connection);
  }

  /** From the answer on, the server knows that somebody listens; a refusal comes before it. */
  async #begin(connection: NatsConnection): Promise<void> {
    const epoch = ++this.#epoch;
    await connection.flush();
    if (epoch === this.#epoch && connection === this.#connected) {
      this.#hearing = { epoch };
    }
  }

  #lose(deafBecause: string): void {
    this.#epoch++;
    this.#hearing = { deafBecause };
  }

  #leave(): void {
    this.#connected = undefined;
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
  }

  #take(error: NatsError | null, message: Msg): void {
    if (error) {
      this.#refuse(error);
      return;
    }
    const givenUp = parseMaxDeliveries(message.string());
    if (givenUp && !this.#isClosed) {
      this.#onGivenUp({ account: this.#account, ...givenUp });
    }
  }

  #refuse(error: NatsError): void {
    if (this.#connected) {
      this.#refused = { connection: this.#connected, at: Date.now() };
    }
    this.#lose(
      error.isPermissionError()
        ? `its user may not subscribe to ${SUBJECT}`
        : error.message,
    );
    this.#leave();
    this.#logger.info(
      'Advisories cannot be heard; messages beyond maxDeliver are counted from below',
      { reason: error.message },
    );
  }

  /** The client listens again by itself when it is connected again; what was told in between is lost. */
  async #follow(connection: NatsConnection): Promise<void> {
    for await (const { type } of connection.status()) {
      if (connection === this.#connected && type === Events.Disconnect) {
        this.#lose('the connection was lost');
      }
      if (connection === this.#connected && type === Events.Reconnect) {
        await this.#begin(connection).catch(() => {});
      }
    }
    if (connection === this.#connected) {
      this.#lose('the connection was closed');
      this.#leave();
    }
  }
}
