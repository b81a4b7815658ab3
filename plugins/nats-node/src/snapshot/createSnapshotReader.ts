import { BrokerConfig } from '../config/BrokerConfig';
import { BrokerConnection } from '../connection/BrokerConnection';
import { JetStreamReader } from './jetstream/JetStreamReader';
import { MonitoringReader } from './monitoring/MonitoringReader';
import { SnapshotReader } from './SnapshotReader';
import { SystemReader } from './system/SystemReader';

/**
 * The way to read a broker that its configuration grants: the system account, which
 * shows most for least; else monitoring ports; else the JetStream API of the accounts.
 *
 * @returns undefined where it grants none
 */
export function createSnapshotReader(
  config: BrokerConfig,
  connections: {
    system?: BrokerConnection;
    accounts: ReadonlyMap<string, BrokerConnection>;
  },
): SnapshotReader | undefined {
  const { name: broker, timeoutMs, expectedServers, monitoring } = config;
  const { system, accounts } = connections;
  if (system) {
    return new SystemReader({ connection: system, timeoutMs, expectedServers });
  }
  if (monitoring) {
    return new MonitoringReader({ broker, config: monitoring, timeoutMs });
  }
  return accounts.size > 0
    ? new JetStreamReader({ broker, accounts, timeoutMs })
    : undefined;
}
