import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import { ReadSnapshotOptions } from '../../Broker';
import { BrokerConnection } from '../../connection/BrokerConnection';
import { parseSnapshot } from '../parseSnapshot';
import { SnapshotReader } from '../SnapshotReader';
import { collectReplies } from './collectReplies';
import { KnownServers } from '../KnownServers';

/** Reads one broker by way of its system account: one question, and all servers answer. */
export class SystemReader implements SnapshotReader {
  readonly showsServers = true;
  readonly #connection: BrokerConnection;
  readonly #timeoutMs: number;
  readonly #expectedServers: number;
  readonly #servers = new KnownServers();

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
    try {
      const replies = await collectReplies(connection, {
        settings,
        expected: Math.max(this.#expectedServers, this.#servers.size),
        timeoutMs: Math.max(1, this.#timeoutMs - (askedAt - startedAt)),
        onViolation: listener => this.#connection.onViolation(listener),
        signal,
      });
      const heard = [...replies.varz, ...replies.jsz];
      if (heard.length === 0) {
        // The server may be alive and deaf; the next reading tries another.
        this.#connection.reset();
        throw new Error('no server answered the question for a snapshot');
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
}
