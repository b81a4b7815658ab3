import { Entity } from '@backstage/catalog-model';
import {
  BrokerStatus,
  ConsumerDetail,
  ConsumerStatus,
  EntityStatus,
  FleetBroker,
  FleetStatus,
  StreamStatus,
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
    reason: 'Keeps up: 12 waiting, drained in 8 sec',
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

/** All that is known of the consumer that falls behind. */
export function consumerDetail(
  over: Partial<ConsumerDetail> = {},
): ConsumerDetail {
  const counters = { inFlight: 5, redelivered: 7, waiting: 0 };
  return {
    ...laggingConsumer,
    account: 'APP',
    broker: 'local',
    intervalSeconds: 10,
    samples: [
      { at: 0, backlog: 0, ...counters },
      {
        at: 10_000,
        backlog: 600,
        ...counters,
        deliveredPerSecond: 41.6,
        finishedPerSecond: 3.41,
      },
      { at: 20_000, backlog: 1204, ...counters, deliveredPerSecond: 0.5 },
    ],
    changes: [
      { at: 10_000, level: 'ok', rule: 'ok', reason: 'Keeps up' },
      { at: 20_000, level: 'warning', rule: 'lagging', reason: 'Falls behind' },
    ],
    burrow: 'WARN',
    settings: {
      durable: true,
      push: false,
      ackPolicy: 'explicit',
      deliverPolicy: 'all',
      replayPolicy: 'instant',
      ackWaitMs: 30_000,
      longestBackoffMs: 0,
      maxDeliver: -1,
      maxAckPending: 1_000,
      filters: ['jobs.echo'],
    },
    createdAt: '2026-09-01T10:00:00Z',
    leader: 'nats-2',
    ...over,
  };
}

/** A stream with a limit and half a gibibyte in it, but for what is given. */
export function streamStatus(
  stream: string,
  over: Partial<StreamStatus> = {},
): StreamStatus {
  return {
    account: 'APP',
    stream,
    verdict: { level: 'ok', rule: 'ok', reason: 'Below its limits' },
    state: {
      messages: 5_000,
      bytes: GIB / 2,
      firstSequence: 1,
      lastSequence: 5_000,
      consumers: 2,
      replicas: 3,
      leader: 'nats-1',
    },
    settings: {
      subjects: ['orders.>'],
      retention: 'limits',
      discard: 'old',
      storage: 'file',
      replicas: 3,
      maxAgeMs: 86_400_000,
      maxMessages: -1,
      maxBytes: GIB,
      maxMessagesPerSubject: -1,
      maxConsumers: -1,
      messageTtl: false,
      rollup: false,
      direct: false,
    },
    ...over,
  };
}

/** A stream that soon refuses what is published. */
export const fillingStream = streamStatus('JOBS', {
  verdict: {
    level: 'warning',
    rule: 'limits',
    reason: 'Full in 2 hr: 0.9 of 1 GiB, and it refuses what comes then',
    storedPerSecond: 3.41,
    fullInSeconds: 7_200,
    advice: { text: 'Raise its limit', command: 'nats stream info JOBS' },
  },
  state: {
    messages: 12_000,
    bytes: 0.9 * GIB,
    firstSequence: 8_001,
    lastSequence: 20_000,
    consumers: 1,
    replicas: 3,
    leader: 'nats-0',
  },
});

/** A stream that was never seen. */
export const unseenStream = streamStatus('AUDIT', {
  account: undefined,
  verdict: {
    level: 'unknown',
    rule: 'not-found',
    reason: 'The broker has no stream "AUDIT"',
  },
  state: undefined,
  settings: undefined,
});

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
    reason: 'Never reached: no answer from 10.0.0.1:4222 within 5 sec',
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
