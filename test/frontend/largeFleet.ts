import {
  ConsumerDetail,
  ConsumerPage,
  ConsumerStatus,
  EntityStatus,
  FleetBroker,
  FleetStatus,
} from '@nats-portal/plugin-nats-common';

/** What must stay smooth, counts. */
export const BROKERS = 100;
export const CONSUMERS = 10_000;
/** As the backend gives at once. */
const SHOWN = 200;
const POINTS = 40;
const GIB = 1024 ** 3;
const NOW = Date.UTC(2026, 8, 1, 12);

const LEVELS = { ok: 0, info: 0, unknown: 0, warning: 0, error: 0 };

/** A number that looks like chance and is the same each time. */
const chance = (seed: number) =>
  Math.abs(Math.sin(seed * 12.9898) * 43_758) % 1;

/**
 * A consumer; one of a hundred lags.
 *
 * @param round - of the sampling: its numbers are others each time
 */
export function consumerOf(index: number, round: number): ConsumerStatus {
  const lags = index < CONSUMERS / 100;
  const backlog = lags
    ? 1_000 + 10 * index + round
    : Math.round(chance(index) * 9);
  const name = `worker-${String(index).padStart(5, '0')}`;
  return {
    account: 'APP',
    stream: 'ORDERS',
    consumer: name,
    verdict: lags
      ? {
          level: 'warning',
          rule: 'lagging',
          reason: `Falls behind: ${backlog} waiting, +38 a minute over 12 min`,
          backlogPerSecond: 38 / 60,
          secondsBehind: 190 + round,
          since: NOW - 720_000,
        }
      : { level: 'ok', rule: 'ok', reason: 'Keeps up', secondsBehind: 1 },
    counters: { backlog, inFlight: lags ? 5 : 0, redelivered: 0, waiting: 1 },
    trend: Array.from({ length: POINTS }, (_, i) => ({
      at: NOW + 1_000 * (i - POINTS + round),
      backlog: Math.round((backlog * (i + chance(index + i))) / POINTS),
    })),
  };
}

/** A broker of three servers; every tenth one has lost a server. */
export function brokerOf(index: number, round: number): FleetBroker {
  const lost = index % 10 === 0;
  return {
    name: `broker-${String(index).padStart(3, '0')}`,
    cluster: `cluster-${index % 7}`,
    verdict: lost
      ? {
          level: 'warning',
          rule: 'servers',
          reason: '2 of 3 servers answer; away: nats-2',
          since: NOW - 240_000,
        }
      : { level: 'ok', rule: 'ok', reason: 'All 3 servers answer' },
    sampledAt: new Date(NOW + 1_000 * round).toISOString(),
    intervalSeconds: 1,
    servers: ['nats-0', 'nats-1', 'nats-2']
      .slice(0, lost ? 2 : 3)
      .map(name => ({
        name,
        version: '2.15.1',
        startedAt: new Date(NOW - 86_400_000).toISOString(),
        connections: 12,
        memory: 48 * 1024 ** 2,
        slowConsumers: 0,
        isMetaLeader: name === 'nats-1',
      })),
    expectedServers: 3,
    storage: {
      used: (1 + chance(index)) * GIB + round * 1024 ** 2,
      reserved: 3 * GIB,
      limit: 10 * GIB,
    },
    consumers: { ...LEVELS, ok: 99, warning: 1 },
    lastHour: Array.from({ length: 60 }, (_, minute) =>
      lost && minute > 55 ? 'warning' : 'ok',
    ),
  };
}

/** All brokers with the consumers that most need a look. */
export function fleetOf(brokers: number, round: number): FleetStatus {
  const worst = Array.from({ length: 10 }, (_, i) => ({
    broker: 'broker-000',
    ...consumerOf(i, round),
  }));
  return {
    brokers: Array.from({ length: brokers }, (_, i) => brokerOf(i, round)),
    furthestBehind: worst,
    largestBacklogs: worst,
  };
}

/** What an entity names: the first of the consumers, the others beyond what fits. */
export function entityOf(consumers: number, round: number): EntityStatus {
  const shown = Math.min(consumers, SHOWN);
  return {
    broker: brokerOf(1, round),
    consumers: Array.from({ length: shown }, (_, i) => consumerOf(i, round)),
    ...(consumers > shown ? { moreConsumers: consumers - shown } : {}),
    findings: [],
  };
}

/** One page of all consumers, as `GET /brokers/{name}/consumers` gives it. */
export function pageOf(url: URL, round: number): ConsumerPage {
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const to = from + Number(url.searchParams.get('limit'));
  return {
    broker: 'broker-001',
    consumers: Array.from({ length: Math.min(to, CONSUMERS) - from }, (_, i) =>
      consumerOf(from + i, round),
    ),
    total: CONSUMERS,
    levels: { ...LEVELS, ok: 0.99 * CONSUMERS, warning: 0.01 * CONSUMERS },
    ...(to < CONSUMERS ? { nextCursor: String(to) } : {}),
  };
}

/** A consumer with a window of samples, as its drawer shows it. */
export function detailOf(index: number, round: number): ConsumerDetail {
  const status = consumerOf(index, round);
  return {
    ...status,
    account: 'APP',
    broker: 'broker-001',
    intervalSeconds: 1,
    samples: status.trend.map(({ at, backlog }) => ({
      at,
      backlog,
      inFlight: 5,
      redelivered: 0,
      waiting: 1,
      deliveredPerSecond: 2,
      finishedPerSecond: 2,
    })),
    changes: [
      {
        at: NOW - 20_000,
        level: 'warning',
        rule: 'lagging',
        reason: 'Falls behind',
      },
    ],
    burrow: 'WARN',
  };
}
