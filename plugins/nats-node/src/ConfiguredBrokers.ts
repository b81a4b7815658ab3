import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { Broker, BrokerInfo, NatsBrokers } from './Broker';
import { readBrokerConfigs } from './config/readBrokerConfigs';
import { ConfiguredBroker } from './ConfiguredBroker';

/** The brokers of `nats.brokers`. */
export class ConfiguredBrokers implements NatsBrokers {
  readonly #brokers: Map<string, ConfiguredBroker>;

  private constructor(brokers: ConfiguredBroker[]) {
    this.#brokers = new Map(brokers.map(broker => [broker.info.name, broker]));
  }

  /** @throws InputError naming the key of each mistake in the configuration */
  static fromConfig(
    config: Config,
    options: { logger: LoggerService },
  ): ConfiguredBrokers {
    return new ConfiguredBrokers(
      readBrokerConfigs(config).map(
        broker => new ConfiguredBroker(broker, options),
      ),
    );
  }

  list(): BrokerInfo[] {
    return [...this.#brokers.values()].map(({ info }) => info);
  }

  find(name: string): Broker | undefined {
    return this.#brokers.get(name);
  }

  get(name: string): Broker {
    const broker = this.#brokers.get(name);
    if (!broker) {
      const known = [...this.#brokers.keys()].sort().join(', ') || 'none';
      throw new NotFoundError(
        `There is no broker "${name}"; configured brokers: ${known}`,
      );
    }
    return broker;
  }

  /** Drains all connections. */
  async close(): Promise<void> {
    await Promise.all(
      [...this.#brokers.values()].map(broker => broker.close()),
    );
  }
}
