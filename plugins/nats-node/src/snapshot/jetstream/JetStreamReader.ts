import { toError } from '@backstage/errors';
import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import { ReadSnapshotOptions } from '../../Broker';
import { BrokerConnection } from '../../connection/BrokerConnection';
import { JetStreamApi } from '../../jetstream/JetStreamApi';
import { JetStreamApiError } from '../../jetstream/JetStreamApiError';
import { takeTurns } from '../../takeTurns';
import { LeaderRows } from '../LeaderRows';
import { SnapshotReader } from '../SnapshotReader';
import { readAccount } from './readAccount';

/**
 * Reads one broker by way of the JetStream API of its configured accounts, where
 * nothing else is granted: streams and consumers as their leaders say, and nothing of the
 * servers.
 */
export class JetStreamReader implements SnapshotReader {
  readonly showsServers = false;
  readonly #broker: string;
  readonly #accounts: ReadonlyMap<string, BrokerConnection>;
  readonly #timeoutMs: number;

  constructor(options: {
    broker: string;
    accounts: ReadonlyMap<string, BrokerConnection>;
    timeoutMs: number;
  }) {
    this.#broker = options.broker;
    this.#accounts = options.accounts;
    this.#timeoutMs = options.timeoutMs;
  }

  async read(options: ReadSnapshotOptions = {}): Promise<BrokerSnapshot> {
    const { settings = true, signal } = options;
    const at = Date.now();
    const rows = new LeaderRows();
    const problems: string[] = [];
    const failures: Error[] = [];
    let apiCalls = 0;
    for (const [account, connection] of this.#accounts) {
      const api = new JetStreamApi(connection, { timeoutMs: this.#timeoutMs });
      try {
        const reading = await readAccount({
          account,
          api,
          at,
          rows,
          settings,
          signal,
        });
        apiCalls += reading.calls;
        problems.push(...reading.problems);
      } catch (error) {
        signal?.throwIfAborted();
        failures.push(this.#explain(error, account));
      }
    }
    if (failures.length === this.#accounts.size) {
      throw failures[0];
    }
    const { problems: unread, ...found } = await takeTurns(
      rows.collect(),
      signal,
    );
    const accounts = [...this.#accounts.keys()].join(', ');
    return {
      at: Date.now(),
      source: 'jetstream',
      servers: [],
      ...found,
      problems: [
        ...failures.map(({ message }) => message),
        ...problems,
        ...unread,
      ],
      outOfView: [
        `Streams and consumers are read by way of the JetStream API of ${accounts}; how the servers are, and what other accounts hold, is not known without system or monitoring in the configuration`,
      ],
      apiCalls,
    };
  }

  close(): void {}

  #explain(error: unknown, account: string): Error {
    return error instanceof JetStreamApiError
      ? error.toTypedError(`Broker "${this.#broker}", account ${account}`)
      : toError(error);
  }
}
