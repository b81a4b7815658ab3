import {
  BrokerObservation,
  BrokerStatus,
  forecastStorage,
  judgeBroker,
  ServerSnapshot,
  ServerStatus,
  storageOf,
} from '@nats-portal/plugin-nats-common';
import { BrokerMemory } from '../sampling/BrokerMemory';
import { BrokerState } from '../sampling/BrokerSampler';

const toTime = (milliseconds: number) => new Date(milliseconds).toISOString();

function toServerStatus(server: ServerSnapshot): ServerStatus {
  const { jetstream, certificateExpiresAt, configLoadedAt } = server;
  return {
    name: server.name,
    version: server.version,
    startedAt: toTime(server.startedAt),
    connections: server.connections,
    memory: server.memory,
    slowConsumers: server.slowConsumers,
    isMetaLeader: jetstream?.metaLeader === server.name,
    ...(certificateExpiresAt === undefined
      ? {}
      : { certificateExpiresAt: toTime(certificateExpiresAt) }),
    ...(configLoadedAt === undefined
      ? {}
      : { configLoadedAt: toTime(configLoadedAt) }),
    ...(jetstream
      ? {
          storage: {
            used: jetstream.storageUsed,
            reserved: jetstream.storageReserved,
            ...(jetstream.storageLimit === undefined
              ? {}
              : { limit: jetstream.storageLimit }),
          },
        }
      : {}),
  };
}

function isBounded(memory: BrokerMemory): boolean {
  let hasStreams = false;
  for (const { settings } of memory.streams()) {
    if ((settings?.maxBytes ?? 0) <= 0) {
      return false;
    }
    hasStreams = true;
  }
  return hasStreams;
}

/** What is shown of a broker, judged at the moment of asking. */
export function toBrokerStatus(state: BrokerState, now: number): BrokerStatus {
  const { info, snapshot, history, error, intervalMs, memory } = state;
  const observation: BrokerObservation = {
    snapshot,
    history: history.filter(facts => facts !== snapshot),
    age: snapshot ? now - snapshot.at : 0,
    interval: intervalMs,
    expectedServers: info.expectedServers,
    error,
    isBounded: isBounded(memory),
  };
  const forecast = snapshot && forecastStorage(snapshot, observation);
  return {
    name: info.name,
    verdict: judgeBroker(observation),
    intervalSeconds: intervalMs / 1000,
    servers: (snapshot?.servers ?? [])
      .map(toServerStatus)
      .sort((a, b) => a.name.localeCompare(b.name)),
    ...(info.expectedServers !== undefined
      ? { expectedServers: info.expectedServers }
      : {}),
    ...(snapshot
      ? { sampledAt: toTime(snapshot.at), storage: storageOf(snapshot) }
      : {}),
    ...(forecast ? { storageForecast: forecast } : {}),
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
