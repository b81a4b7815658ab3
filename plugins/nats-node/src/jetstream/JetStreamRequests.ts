import { setTimeout as sleep } from 'node:timers/promises';
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
    const { timeoutMs, patienceMs = timeoutMs, signal } = options;
    const startedAt = Date.now();
    for (
      let wait = FIRST_RETRY_MS;
      ;
      wait = Math.min(wait * 2, LAST_RETRY_MS)
    ) {
      try {
        return await this.askOnce<T>(operation, body, options);
      } catch (error) {
        if (Date.now() - startedAt + wait > retriedFor(error, patienceMs)) {
          throw error;
        }
      }
      await sleep(wait, undefined, { signal });
    }
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
    const { timeoutMs, signal } = options;
    const startedAt = Date.now();
    let reply: T;
    try {
      const message = await this.#connection.request(
        `$JS.API.${operation}`,
        body === undefined ? undefined : JSON.stringify(body),
        { timeoutMs, signal },
      );
      reply = message.json<T>();
    } catch (error) {
      signal?.throwIfAborted();
      const explained = this.#connection.explain(error, startedAt);
      if (explained instanceof UnansweredError) {
        this.#connection.unanswered(startedAt);
      }
      throw explained;
    }
    const error = errorOf(reply, options);
    if (error?.isLeaderless()) {
      this.#connection.unanswered(startedAt);
    } else {
      this.#connection.answered();
    }
    if (error) {
      throw error;
    }
    return reply;
  }
}
