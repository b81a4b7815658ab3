import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import { NatsConnection } from 'nats';
import { ReadSnapshotOptions } from '../../Broker';
import { BrokerConnection } from '../../connection/BrokerConnection';
import { parseSnapshot } from '../parseSnapshot';
import { SnapshotReader } from '../SnapshotReader';
import { collectReplies } from './collectReplies';
import { KnownServers } from '../KnownServers';

/** Where most servers are away there is no better one to be found; tried this often, milliseconds. */
const LEAVE_EVERY_MS = 10_000;

/** Reads one broker by way of its system account: one question, and all servers answer. */
export class SystemReader implements SnapshotReader {
  readonly showsServers = true;
  readonly #connection: BrokerConnection;
  readonly #timeoutMs: number;
  readonly #expectedServers: number;
  readonly #servers = new KnownServers();
  #leftAt = -Infinity;
  #leaving: Promise<void> | undefined;

  constructor(options: {
    connection: BrokerConnection;
    timeoutMs: number;
    expectedServers?: number;
  }) {
    this.#connection = options.connection;
    this.#timeoutMs = options.timeoutMs;
    this.#expectedServers = options.expectedServers ?? 0;
  }

  async read(options: ReadSnapshotOptions = {}): Promise<BrokerSnapshot> {
    const { settings = true, signal } = options;
    const startedAt = Date.now();
    const connection = await this.#connection.get(signal);
    const askedAt = Date.now();
    const expected = Math.max(this.#expectedServers, this.#servers.size);
    try {
      const replies = await collectReplies(connection, {
        settings,
        expected,
        timeoutMs: Math.max(1, this.#timeoutMs - (askedAt - startedAt)),
        onViolation: listener => this.#connection.onViolation(listener),
        signal,
      });
      const heard = [...replies.varz, ...replies.jsz];
      // The server may be deaf, or cut off from the others, who are well: what it says is no news of them.
      const isElsewhere =
        replies.varz.length <= expected / 2 &&
        (await this.#leave(connection, signal));
      if (heard.length === 0) {
        throw new Error('no server answered the question for a snapshot');
      }
      if (isElsewhere) {
        throw new Error(
          `no more than ${replies.varz.length} of ${expected} servers could be heard by way of one, and another is asked now`,
        );
      }
      const now = Date.now();
      const missing = this.#servers.see(
        heard.map(({ server }) => server?.name ?? ''),
        now,
      );
      return await parseSnapshot(replies, {
        source: 'system',
        now,
        missing,
        signal,
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw this.#connection.explain(error, startedAt);
    }
  }

  close(): void {}

  /** Tries another server now and then. @returns whether there is another connection by now */
  async #leave(
    connection: NatsConnection,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const now = performance.now();
    if (now - this.#leftAt >= LEAVE_EVERY_MS) {
      this.#leftAt = now;
      this.#leaving = this.#connection.leave();
    }
    await this.#leaving;
    const after = await this.#connection.get(signal).catch(() => undefined);
    return after !== undefined && after.getServer() !== connection.getServer();
  }
}
