import {
  BrokerStatus,
  judgeBroker,
  ServerStatus,
  storageOf,
} from '@nats-portal/plugin-nats-common';
import { BrokerState } from '../sampling/BrokerSampler';

/** What is shown of a broker, judged at the moment of asking. */
export function toBrokerStatus(state: BrokerState, now: number): BrokerStatus {
  const { info, snapshot, error, intervalMs } = state;
  const verdict = judgeBroker({
    snapshot,
    age: snapshot ? now - snapshot.at : 0,
    interval: intervalMs,
    expectedServers: info.expectedServers,
    error,
  });
  return {
    name: info.name,
    verdict,
    intervalSeconds: intervalMs / 1000,
    servers: (snapshot?.servers ?? [])
      .map(
        (server): ServerStatus => ({
          name: server.name,
          version: server.version,
          startedAt: new Date(server.startedAt).toISOString(),
          connections: server.connections,
          memory: server.memory,
          slowConsumers: server.slowConsumers,
          isMetaLeader: server.jetstream?.metaLeader === server.name,
        }),
      )
      .sort((a, b) => a.name.localeCompare(b.name)),
    ...(info.expectedServers !== undefined
      ? { expectedServers: info.expectedServers }
      : {}),
    ...(snapshot
      ? {
          sampledAt: new Date(snapshot.at).toISOString(),
          storage: storageOf(snapshot),
        }
      : {}),
  };
}

/** What is shown of a broker that an entity names and the configuration does not. */
export function toUnconfiguredBrokerStatus(
  name: string,
  configured: readonly string[],
  intervalMs: number,
): BrokerStatus {
  return {
    name,
    intervalSeconds: intervalMs / 1000,
    servers: [],
    verdict: {
      level: 'unknown',
      rule: 'never-reached',
      reason: `Never reached: nats.brokers names no broker "${name}" (configured: ${
        configured.join(', ') || 'none'
      })`,
    },
  };
}
