import { ServerSnapshot } from '@nats-portal/plugin-nats-common';
import { BrokerInfo } from '../Broker';
import { JetStreamApi, ServerFacts } from '../jetstream/JetStreamApi';
import { SnapshotReader } from '../snapshot/SnapshotReader';

/** What a plan asks of the servers of a broker, as far as there is a user who may. */
export class ServerCensus {
  readonly #info: BrokerInfo;
  readonly #snapshots: SnapshotReader | undefined;
  readonly #signal: AbortSignal | undefined;

  constructor(options: {
    info: BrokerInfo;
    snapshots: SnapshotReader | undefined;
    signal: AbortSignal | undefined;
  }) {
    this.#info = options.info;
    this.#snapshots = options.snapshots;
    this.#signal = options.signal;
  }

  /** A system account that fails is a matter of its own; a plan does without. */
  async read(): Promise<ServerSnapshot[] | undefined> {
    if (!this.#snapshots?.showsServers) {
      return undefined;
    }
    const snapshot = await this.#snapshots
      .read({ settings: false, signal: this.#signal })
      .catch(() => undefined);
    return snapshot?.servers;
  }

  /** Servers that can hold a replica; undefined where nobody knows. */
  async count(facts: ServerFacts): Promise<number | undefined> {
    if (!facts.clustered) {
      return 1;
    }
    const { expectedServers } = this.#info;
    if (expectedServers !== undefined) {
      return expectedServers;
    }
    const servers = await this.read();
    const sizes = servers?.map(s => s.jetstream?.clusterSize ?? 0);
    return sizes?.length ? Math.max(...sizes) || undefined : undefined;
  }

  /**
   * What is missing of a broker that is still rolled out; nothing where it can be used.
   *
   * @throws what the API throws, where it does not answer
   */
  async findMissing(api: JetStreamApi): Promise<string | undefined> {
    const facts = await api.serverFacts(this.#signal);
    const { name, expectedServers: expected = 0 } = this.#info;
    const servers =
      facts.clustered && expected > 0 ? await this.read() : undefined;
    const count = servers?.filter(({ jetstream }) => jetstream).length;
    return count !== undefined && count < expected
      ? `Broker "${name}": ${count} of ${expected} servers answer with JetStream`
      : undefined;
  }
}
