import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import { ReadSnapshotOptions } from '../Broker';
import { BrokerConnection } from '../connection/BrokerConnection';
import { collectReplies } from './collectReplies';
import { parseSnapshot } from './parseSnapshot';

/** A server that was not seen for so long is taken for removed, milliseconds. */
const FORGET_AFTER_MS = 10 * 60_000;

/** Reads one broker and remembers which servers it has. */
export class SnapshotReader {
  readonly #connection: BrokerConnection;
  readonly #timeoutMs: number;
  readonly #expectedServers: number;
  /** When each server was last seen, by name. */
  readonly #lastSeen = new Map<string, number>();

  constructor(options: {
    connection: BrokerConnection;
    timeoutMs: number;
    expectedServers?: number;
  }) {
    this.#connection = options.connection;
    this.#timeoutMs = options.timeoutMs;
    this.#expectedServers = options.expectedServers ?? 0;
  }

  /**
   * @throws ServiceUnavailableError when no server answers in time
   * @throws NotAllowedError when the user may not ask
   */
  async read(options: ReadSnapshotOptions = {}): Promise<BrokerSnapshot> {
    const { settings = true, signal } = options;
    const startedAt = Date.now();
    const connection = await this.#connection.get(signal);
    const askedAt = Date.now();
    try {
      const replies = await collectReplies(connection, {
        settings,
        expected: Math.max(this.#expectedServers, this.#lastSeen.size),
        timeoutMs: Math.max(1, this.#timeoutMs - (askedAt - startedAt)),
        onViolation: listener => this.#connection.onViolation(listener),
        signal,
      });
      if (replies.varz.length + replies.jsz.length === 0) {
        // The server may be alive and deaf; the next reading tries another.
        this.#connection.reset();
        throw new Error('no server answered the question for a snapshot');
      }
      const now = Date.now();
      for (const { server } of [...replies.varz, ...replies.jsz]) {
        this.#lastSeen.set(server?.name ?? '', now);
      }
      const missing: string[] = [];
      for (const [name, seenAt] of this.#lastSeen) {
        if (now - seenAt > FORGET_AFTER_MS) {
          this.#lastSeen.delete(name);
        } else if (seenAt < now) {
          missing.push(name);
        }
      }
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
}
