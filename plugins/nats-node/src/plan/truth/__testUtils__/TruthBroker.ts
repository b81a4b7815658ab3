import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { connect, NatsConnection } from 'nats';
import { setTimeout as sleep } from 'node:timers/promises';
import { brokerAt } from '../../../__testUtils__/brokerAt';
import { Broker } from '../../../Broker';
import { RunningNatsCluster, startNatsCluster } from '../../../testUtils';
import { renamed } from './renamed';

/** Longer than a server needs, also one that answers not at all. */
const TIMEOUT_MS = 10_000;

/** How long the peers of a new cluster may take, and how long until they are looked for again. */
const PEERS_MS = 30_000;
const PAUSE_MS = 200;

/** On every server, and no name of any test. */
const KEPT = 'KEPT';

interface Reply {
  error?: { err_code: number; description: string };
  config: JetStreamConfig;
  streams?: string[] | null;
}

/**
 * A broker as the portal has it, and its JetStream API as it is. Each test has
 * streams and subjects of its own, whatever it calls them: an old cluster holds on
 * to names for a moment after a delete.
 */
export class TruthBroker {
  readonly broker: Broker;
  readonly version: string;
  readonly #running: RunningNatsCluster;
  readonly #client: NatsConnection;
  #test = 0;

  private constructor(running: RunningNatsCluster, client: NatsConnection) {
    this.#running = running;
    this.#client = client;
    this.broker = brokerAt(running.brokerConfig('truth'));
    this.version = client.info?.version ?? '';
  }

  /** @param size - servers: one that stands alone, or a cluster */
  static async start(binary: string, size: 1 | 3): Promise<TruthBroker> {
    const running = await startNatsCluster({ binary, size });
    const { user, password } = running.credentials.accounts.APP;
    const client = await connect({
      servers: running.servers.map(({ url }) => url),
      user,
      pass: password,
      tls: { ca: running.ca },
    });
    const truth = new TruthBroker(running, client);
    await truth.#keepOne(size);
    return truth;
  }

  /**
   * Makes a stream that stays: a server that deletes the last of an account removes its
   * folder a moment later, and a stream that is made just then fails (10049).
   * An old cluster places nothing on its peers for some seconds, which it takes for offline.
   */
  async #keepOne(size: number): Promise<void> {
    const deadline = Date.now() + PEERS_MS;
    for (;;) {
      const { error } = await this.ask(`STREAM.CREATE.${KEPT}`, {
        name: KEPT,
        num_replicas: size,
      });
      if (!error) {
        return;
      }
      if (Date.now() > deadline) {
        throw new Error(error.description);
      }
      await sleep(PAUSE_MS);
    }
  }

  async stop(): Promise<void> {
    await this.#client.close();
    await this.#running.stop();
  }

  /** What a test says, with the names that it has. */
  named<T>(value: T): T {
    return renamed(value, this.#test);
  }

  /** @returns the server's answer, also where it is an error */
  async ask(operation: string, body?: object): Promise<Reply> {
    const tokens = this.named(operation.split('.'));
    const reply = await this.#client.request(
      `$JS.API.${tokens.join('.')}`,
      body && JSON.stringify(this.named(body)),
      { timeout: TIMEOUT_MS },
    );
    return reply.json<Reply>();
  }

  /** @throws Error where the server refuses what the test builds on */
  async must(operation: string, body?: object): Promise<Reply> {
    const reply = await this.ask(operation, body);
    if (reply.error) {
      throw new Error(`${operation}: ${JSON.stringify(reply.error)}`);
    }
    return reply;
  }

  /** Makes room for the next test. */
  async clear(): Promise<void> {
    this.#test++;
    const { streams } = await this.must('STREAM.NAMES');
    for (const name of streams?.filter(other => other !== KEPT) ?? []) {
      await this.must(`STREAM.DELETE.${name}`);
    }
  }
}
