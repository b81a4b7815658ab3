import { Entity } from '@backstage/catalog-model';
import {
  BrokerStatus,
  ConsumerStatus,
  EntityStatus,
  FleetBroker,
  FleetStatus,
  TrendPoint,
} from '@nats-portal/plugin-nats-common';

const GIB = 1024 ** 3;

/** A trend line with ten seconds between two points. */
export function trendOf(...backlogs: number[]): TrendPoint[] {
  return backlogs.map((backlog, i) => ({ at: 10_000 * i, backlog }));
}

/** A consumer with nothing waiting, but for what is given. */
export function consumerStatus(
  name: string,
  over: Partial<ConsumerStatus> = {},
): ConsumerStatus {
  const [stream, consumer] = name.split('/');
  return {
    account: 'APP',
    stream,
    consumer,
    verdict: { level: 'ok', rule: 'ok', reason: 'Nothing waiting' },
    counters: { backlog: 0, inFlight: 0, redelivered: 0, waiting: 1 },
    trend: trendOf(0, 0, 0),
    ...over,
  };
}

/** A consumer that falls behind. */
export const laggingConsumer = consumerStatus('JOBS/echo-workers', {
  verdict: {
    level: 'warning',
    rule: 'lagging',
    reason: 'Falls behind: 1,204 waiting, +38 a minute over 12 min',
    backlogPerSecond: 38 / 60,
    secondsBehind: 190,
    since: -700_000,
    advice: {
      text: 'Add clients, or make them faster',
      command: 'nats consumer info JOBS echo-workers',
    },
  },
  counters: { backlog: 1204, inFlight: 5, redelivered: 7, waiting: 0 },
  trend: trendOf(0, 600, 1204),
});

/** A consumer with a backlog that it works off. */
export const drainingConsumer = consumerStatus('JOBS/audit', {
  verdict: {
    level: 'ok',
    rule: 'ok',
    reason: 'Keeps up: 12 waiting, drained in 8 s',
    backlogPerSecond: -1.5,
    drainsInSeconds: 8,
    drainsWithin: { least: 6, most: 12 },
    secondsBehind: 5,
  },
  counters: { backlog: 12, inFlight: 1, redelivered: 0, waiting: 3 },
  trend: trendOf(42, 27, 12),
});

/** A consumer with nothing to do. */
export const idleConsumer = consumerStatus('ORDERS/billing');

/** A broker of three servers that do well, but for what is given. */
export function brokerStatus(over: Partial<BrokerStatus> = {}): BrokerStatus {
  return {
    name: 'local',
    verdict: { level: 'ok', rule: 'ok', reason: 'All 3 servers answer' },
    sampledAt: '2026-09-01T12:00:00Z',
    intervalSeconds: 5,
    servers: ['nats-0', 'nats-1', 'nats-2'].map((name, i) => ({
      name,
      version: '2.15.1',
      startedAt: '2026-09-01T10:00:00Z',
      connections: 12 + i,
      memory: 48 * 1024 ** 2,
      slowConsumers: 0,
      isMetaLeader: i === 1,
    })),
    expectedServers: 3,
    storage: { used: 4.6 * GIB, reserved: 8 * GIB, limit: 10 * GIB },
    ...over,
  };
}

/** A broker that never answered. */
export const neverReachedBroker: BrokerStatus = {
  name: 'minicloud',
  verdict: {
    level: 'unknown',
    rule: 'never-reached',
    reason: 'Never reached: no answer from 10.0.0.1:4222 within 5 s',
  },
  intervalSeconds: 5,
  servers: [],
};

/** A broker with three consumers, one of them lagging, but for what is given. */
export function entityStatus(over: Partial<EntityStatus> = {}): EntityStatus {
  return {
    broker: brokerStatus(),
    consumers: [laggingConsumer, drainingConsumer, idleConsumer],
    findings: [],
    ...over,
  };
}

/** A component that names a broker, or has the annotations given. */
export function component(
  annotations: Record<string, string> = { 'nats.io/broker': 'local' },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'echo', namespace: 'default', annotations },
    spec: { type: 'service', lifecycle: 'production', owner: 'team-a' },
  };
}

/** A broker among all, with twelve consumers that do well, but for what is given. */
export function fleetBroker(over: Partial<FleetBroker> = {}): FleetBroker {
  return {
    ...brokerStatus(),
    cluster: 'local',
    consumers: { ok: 12, info: 0, unknown: 0, warning: 0, error: 0 },
    lastHour: Array.from({ length: 60 }, () => 'ok' as const),
    ...over,
  };
}

/** A broker whose streams have lost their quorum. */
export const leaderlessBroker = fleetBroker({
  name: 'minicloud-nats',
  cluster: 'minicloud',
  verdict: {
    level: 'error',
    rule: 'no-quorum',
    reason: 'Stream S-R3F has no quorum: 2 of 3 replicas are offline',
    since: Date.parse('2026-09-01T11:56:00Z'),
    advice: {
      text: 'Bring the servers back that hold its copies',
      command: 'nats server report jetstream',
    },
  },
  consumers: { ok: 3, info: 0, unknown: 0, warning: 1, error: 4 },
});

/** Two brokers, one of them without quorum, and a consumer that is behind. */
export function fleetStatus(over: Partial<FleetStatus> = {}): FleetStatus {
  const behind = { broker: 'minicloud-nats', ...laggingConsumer };
  return {
    brokers: [leaderlessBroker, fleetBroker()],
    furthestBehind: [behind],
    largestBacklogs: [behind, { broker: 'local', ...drainingConsumer }],
    ...over,
  };
}
