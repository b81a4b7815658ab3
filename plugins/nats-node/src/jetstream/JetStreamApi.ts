import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { BrokerConnection } from '../connection/BrokerConnection';
import { AccountReply, AllLimits, readLimits } from './AccountLimits';
import { ConsumerInfo, StreamInfo } from './AssetInfo';
import { ErrorCodes, JetStreamApiError } from './JetStreamApiError';
import { ListPage, ListReply, toPage } from './ListPage';
import { AskOptions, JetStreamRequests, Reply } from './JetStreamRequests';
import { token } from './token';

/** A clustered list is gathered for up to 4 s by the servers. */
const READ_TIMEOUT_MS = 6_000;
/** A list that was lost with the leader who gathered it is asked for once more, milliseconds. */
const READ_PATIENCE_MS = 2 * READ_TIMEOUT_MS - 1_000;
const READ_OPTIONS = {
  timeoutMs: READ_TIMEOUT_MS,
  patienceMs: READ_PATIENCE_MS,
};

type ConsumerListReply = ListReply & { consumers?: ConsumerInfo[] | null };

interface InfoReply extends Reply, AccountReply {
  api?: { level?: number };
}

/** What decides about the rules of a server. */
export interface ServerFacts extends AllLimits {
  /** Such as `2.15.1`. */
  version: string;
  /** Level of the JetStream API, 0 where the server names none (before 2.11). */
  level: number;
  clustered: boolean;
}

/**
 * The JetStream API of one account, as plain JSON, so that fields which this
 * version does not know pass through. What is read is asked again while the
 * broker refuses for now; a write is asked once, since who writes must look first
 * whether it was done.
 */
export class JetStreamApi {
  readonly #connection: BrokerConnection;
  readonly #requests: JetStreamRequests;
  readonly #timeoutMs: number;

  /** @param options - `timeoutMs`: until a broker counts as one that does not answer */
  constructor(connection: BrokerConnection, options: { timeoutMs: number }) {
    this.#connection = connection;
    this.#requests = new JetStreamRequests(connection);
    this.#timeoutMs = options.timeoutMs;
  }

  /**
   * Finds out whom it talks to; the call to begin with, since it fails soon.
   *
   * @throws ServiceUnavailableError when nobody answers within the broker's timeout
   */
  async serverFacts(signal?: AbortSignal): Promise<ServerFacts> {
    const reply = await this.#requests.ask<InfoReply>('INFO', undefined, {
      timeoutMs: this.#timeoutMs,
      signal,
    });
    const { info } = await this.#connection.get(signal);
    return {
      version: info?.version ?? '',
      level: reply.api?.level ?? 0,
      clustered: await this.#isClustered(signal),
      ...readLimits(reply),
    };
  }

  /** @typeParam T - what is read of a stream */
  async listStreams<T = StreamInfo>(
    offset: number,
    signal?: AbortSignal,
  ): Promise<ListPage<T>> {
    const reply = await this.#read<ListReply & { streams?: T[] | null }>(
      'STREAM.LIST',
      { offset },
      { signal },
    );
    return toPage(reply, reply.streams);
  }

  /** @typeParam T - what is read of a consumer */
  async listConsumers<T = ConsumerInfo>(
    stream: string,
    offset: number,
    signal?: AbortSignal,
  ): Promise<ListPage<T>> {
    const reply = await this.#read<ListReply & { consumers?: T[] | null }>(
      `CONSUMER.LIST.${token(stream)}`,
      { offset },
      { signal },
    );
    return toPage(reply, reply.consumers);
  }

  /** The first page of a list of consumers that is looked at later. @returns reads it */
  async listConsumersLater(
    stream: string,
    signal?: AbortSignal,
  ): Promise<() => ListPage<ConsumerInfo>> {
    const read = await this.#requests.askForLater<ConsumerListReply>(
      `CONSUMER.LIST.${token(stream)}`,
      { offset: 0 },
      { ...READ_OPTIONS, signal },
    );
    return () => {
      const reply = read();
      return toPage(reply, reply.consumers);
    };
  }

  /**
   * Asks whoever leads a stream.
   *
   * @returns undefined where there is no such stream
   */
  async findStream(
    stream: string,
    signal?: AbortSignal,
  ): Promise<StreamInfo | undefined> {
    return this.#find(`STREAM.INFO.${token(stream)}`, signal);
  }

  /**
   * Asks whoever leads a consumer.
   *
   * @returns undefined where there is no such consumer
   */
  async findConsumer(
    stream: string,
    consumer: string,
    signal?: AbortSignal,
  ): Promise<ConsumerInfo | undefined> {
    return this.#find(
      `CONSUMER.INFO.${token(stream)}.${token(consumer)}`,
      signal,
    );
  }

  /** @returns the configuration as stored, or `exists` when there is another of that name */
  async createStream(
    config: JetStreamConfig,
    options: AskOptions,
  ): Promise<JetStreamConfig | 'exists'> {
    return this.#create(
      `STREAM.CREATE.${token(String(config.name))}`,
      config,
      ErrorCodes.streamExists,
      options,
    );
  }

  /** Replaces the whole configuration. @returns it as stored */
  async updateStream(
    config: JetStreamConfig,
    options: AskOptions,
  ): Promise<JetStreamConfig> {
    const subject = `STREAM.UPDATE.${token(String(config.name))}`;
    const reply = await this.#requests.askOnce<Reply & StreamInfo>(
      subject,
      config,
      options,
    );
    return reply.config;
  }

  /** @returns the configuration as stored, or `exists` when there is another of that name */
  async createConsumer(
    stream: string,
    config: JetStreamConfig,
    options: AskOptions,
  ): Promise<JetStreamConfig | 'exists'> {
    return this.#create(
      `CONSUMER.CREATE.${token(stream)}.${token(String(config.durable_name))}`,
      { stream_name: stream, config, action: 'create' },
      ErrorCodes.consumerExists,
      options,
    );
  }

  /** Replaces the whole configuration. @returns it as stored */
  async updateConsumer(
    stream: string,
    config: JetStreamConfig,
    options: AskOptions,
  ): Promise<JetStreamConfig> {
    const reply = await this.#requests.askOnce<Reply & ConsumerInfo>(
      `CONSUMER.CREATE.${token(stream)}.${token(String(config.durable_name))}`,
      { stream_name: stream, config, action: 'update' },
      options,
    );
    return reply.config;
  }

  /** Deletes a stream with its messages and consumers; one that is gone already is no error. */
  async deleteStream(stream: string, options: AskOptions): Promise<void> {
    await this.#delete(`STREAM.DELETE.${token(stream)}`, options);
  }

  /** Deletes a consumer; one that is gone already is no error. */
  async deleteConsumer(
    stream: string,
    consumer: string,
    options: AskOptions,
  ): Promise<void> {
    await this.#delete(
      `CONSUMER.DELETE.${token(stream)}.${token(consumer)}`,
      options,
    );
  }

  async #delete(operation: string, options: AskOptions): Promise<void> {
    try {
      await this.#requests.askOnce(operation, undefined, options);
    } catch (error) {
      if (!(error instanceof JetStreamApiError && error.isMissing())) {
        throw error;
      }
    }
  }

  async #find<T>(
    operation: string,
    signal?: AbortSignal,
  ): Promise<T | undefined> {
    try {
      return await this.#read<Reply & T>(operation, undefined, {
        signal,
        needsLeader: await this.#isClustered(signal),
      });
    } catch (error) {
      if (error instanceof JetStreamApiError && error.isMissing()) {
        return undefined;
      }
      throw error;
    }
  }

  async #create(
    operation: string,
    body: unknown,
    existsCode: number,
    options: AskOptions,
  ): Promise<JetStreamConfig | 'exists'> {
    try {
      const { config } = await this.#requests.askOnce<
        Reply & { config: JetStreamConfig }
      >(operation, body, options);
      return config;
    } catch (error) {
      if (error instanceof JetStreamApiError && error.errCode === existsCode) {
        return 'exists';
      }
      throw error;
    }
  }

  #read<T extends Reply>(
    operation: string,
    body: unknown,
    options: Omit<AskOptions, 'timeoutMs'>,
  ): Promise<T> {
    return this.#requests.ask(operation, body, {
      ...options,
      ...READ_OPTIONS,
    });
  }

  async #isClustered(signal?: AbortSignal): Promise<boolean> {
    const { info } = await this.#connection.get(signal);
    return info?.cluster !== undefined;
  }
}
