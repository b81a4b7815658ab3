import { BrokerSnapshot, ServerSnapshot } from '../BrokerSnapshot';

/** A healthy server of a cluster of three, with changes to its JetStream, or without it. */
export function server(
  jetstream: Partial<NonNullable<ServerSnapshot['jetstream']>> | null = {},
  name = 'nats-0',
): ServerSnapshot {
  return {
    id: name,
    name,
    version: '2.15.1',
    at: 0,
    startedAt: 0,
    connections: 0,
    memory: 0,
    slowConsumers: 0,
    ...(jetstream && {
      jetstream: {
        storageUsed: 0,
        storageReserved: 0,
        storageLimit: 100,
        memoryUsed: 0,
        memoryReserved: 0,
        metaLeader: 'nats-0',
        clusterSize: 3,
        ...jetstream,
      },
    }),
  };
}

/** What the servers say, all of it read. */
export function brokerSnapshot(
  servers: ServerSnapshot[],
  changes: Partial<BrokerSnapshot> = {},
): BrokerSnapshot {
  return {
    at: 0,
    source: 'system',
    servers,
    streams: [],
    consumers: [],
    leaderless: [],
    leaderlessStreams: [],
    unreadable: [],
    problems: [],
    ...changes,
  };
}
