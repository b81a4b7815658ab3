import { setTimeout as sleep } from 'node:timers/promises';
import { Msg } from 'nats';
import { BrokerConnection } from '../connection/BrokerConnection';
import { NoRespondersError } from '../connection/NoRespondersError';
import { UnansweredError } from '../connection/UnansweredError';
import { ErrorCodes, JetStreamApiError } from './JetStreamApiError';

/** Temporary refusals are asked again for so long in all, milliseconds. */
const RETRY_FOR_MS = 10_000;
/** A server that takes in another configuration has nobody who answers for some ms; one without JetStream for ever. */
const RELOAD_MS = 2_000;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 2_000;
/** Of a reply that says what is wrong: a description and two codes. A list of a few consumers is longer. Bytes. */
const LONGEST_ERROR = 4_096;

/** What every reply of the JetStream API may be instead. */
export interface Reply {
  error?: { code?: number; err_code?: number; description?: string };
  /** The servers that hold an asset; absent where a server stands alone. */
  cluster?: { leader?: string };
}

/** How a question is asked. */
export interface AskOptions {
  timeoutMs: number;
  signal?: AbortSignal;
  /** Whether whoever speaks of an asset must know of a server that leads it. */
  needsLeader?: boolean;
}

/** How what may be asked twice is asked. */
export interface ReadOptions extends AskOptions {
  /** How long it is asked again after no answer came, milliseconds; for no longer than the timeout by default, which a server that dies leaves time of. */
  patienceMs?: number;
}

/**
 * Who leads JetStream tells of what was asked for and is nowhere yet, without a leader of it; one
 * that is cut off does so until it knows, and it never comes to be (run on 2.15.1: two of
 * six tasks ended with consumers that only such a server knew of).
 */
function errorOf({ error, cluster }: Reply, { needsLeader }: AskOptions) {
  if (error) {
    return new JetStreamApiError(error);
  }
  return needsLeader && !cluster?.leader
    ? new JetStreamApiError({
        code: 503,
        err_code: ErrorCodes.clusterNotAvailable,
        description: 'it has no leader at the moment',
      })
    : undefined;
}

/** How long after the first question an error like this is no reason to give up, milliseconds. */
function retriedFor(error: unknown, patienceMs: number): number {
  if (error instanceof UnansweredError) {
    return patienceMs;
  }
  if (error instanceof NoRespondersError) {
    return RELOAD_MS;
  }
  return error instanceof JetStreamApiError && error.isTemporary()
    ? RETRY_FOR_MS
    : 0;
}

async function again<T>(
  { timeoutMs, patienceMs = timeoutMs, signal }: ReadOptions,
  ask: () => Promise<T>,
): Promise<T> {
  const startedAt = Date.now();
  for (let wait = FIRST_RETRY_MS; ; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() - startedAt + wait > retriedFor(error, patienceMs)) {
        throw error;
      }
    }
    await sleep(wait, undefined, { signal });
  }
}

/** Questions to the JetStream API of one account, as plain JSON. */
export class JetStreamRequests {
  readonly #connection: BrokerConnection;

  constructor(connection: BrokerConnection) {
    this.#connection = connection;
  }

  /**
   * Asks, and asks again while the broker refuses for now or the question was
   * lost; for what may be asked twice.
   *
   * @throws JetStreamApiError for what the server refuses, and what `askOnce` throws
   */
  async ask<T extends Reply>(
    operation: string,
    body: unknown,
    options: ReadOptions,
  ): Promise<T> {
    return again(options, () => this.askOnce<T>(operation, body, options));
  }

  /**
   * The same for a list that is looked at later: until then it takes no room on the heap,
   * where it would be copied from one generation to the next.
   *
   * @returns reads the reply; throws ServiceUnavailableError where it is no JSON
   */
  async askForLater<T extends Reply>(
    operation: string,
    body: unknown,
    options: ReadOptions,
  ): Promise<() => T> {
    return again(options, () =>
      this.#send<T>(operation, body, options, {
        eager: data => data.length <= LONGEST_ERROR,
      }),
    );
  }

  /**
   * Asks one time.
   *
   * @throws JetStreamApiError for what the server refuses
   * @throws NoRespondersError when it reached nobody
   * @throws UnansweredError when there is no answer in time; it may have been done nevertheless
   * @throws ServiceUnavailableError when there is no connection
   * @throws NotAllowedError when the user may not ask this
   */
  async askOnce<T extends Reply>(
    operation: string,
    body: unknown,
    options: AskOptions,
  ): Promise<T> {
    const read = await this.#send<T>(operation, body, options, {
      eager: () => true,
    });
    return read();
  }

  async #send<T extends Reply>(
    operation: string,
    body: unknown,
    options: AskOptions,
    { eager }: { eager: (data: Uint8Array) => boolean },
  ): Promise<() => T> {
    const { timeoutMs, signal } = options;
    const startedAt = Date.now();
    let reply: T | undefined;
    let message: Msg;
    try {
      message = await this.#connection.request(
        `$JS.API.${operation}`,
        body === undefined ? undefined : JSON.stringify(body),
        { timeoutMs, signal },
      );
      if (eager(message.data)) {
        reply = message.json<T>();
      }
    } catch (error) {
      signal?.throwIfAborted();
      const explained = this.#connection.explain(error, startedAt);
      if (explained instanceof UnansweredError) {
        this.#connection.unanswered(startedAt);
      }
      throw explained;
    }
    const error = reply && errorOf(reply, options);
    if (error?.isLeaderless()) {
      this.#connection.unanswered(startedAt);
    } else {
      this.#connection.answered();
    }
    if (error) {
      throw error;
    }
    return () => reply ?? this.#read(message, startedAt);
  }

  #read<T>(message: Msg, startedAt: number): T {
    try {
      return message.json<T>();
    } catch (error) {
      throw this.#connection.explain(error, startedAt);
    }
  }
}
