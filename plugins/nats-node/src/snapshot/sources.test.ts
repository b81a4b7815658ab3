import { NatsConnection } from 'nats';
import {
  BrokerSnapshot,
  ConsumerSnapshot,
  StreamSnapshot,
} from '@nats-portal/plugin-nats-common';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { eventually } from '../__testUtils__/eventually';
import { ask, clientOf } from '../__testUtils__/clientOf';
import { Broker } from '../Broker';
import {
  RunningNatsCluster,
  startNatsCluster,
  startNatsServer,
} from '../testUtils';

jest.setTimeout(120_000);

type Source = BrokerSnapshot['source'];

/** The same broker, read in each of the three ways. */
function everyWay(running: RunningNatsCluster): Record<Source, Broker> {
  const {
    system,
    servers,
    tls,
    accounts = [],
    expectedServers,
  } = running.brokerConfig('any');
  const urls = running.servers.map(({ monitorUrl = '' }) => monitorUrl);
  return {
    system: brokerAt({ name: 'system', servers, tls, expectedServers, system }),
    monitoring: brokerAt({
      name: 'monitoring',
      monitoring: { urls, tls },
    }),
    jetstream: brokerAt({ name: 'jetstream', servers, tls, accounts }),
  };
}

async function readEveryWay(brokers: Record<Source, Broker>) {
  const [system, monitoring, jetstream] = await Promise.all([
    brokers.system.readSnapshot(),
    brokers.monitoring.readSnapshot(),
    brokers.jetstream.readSnapshot(),
  ]);
  return { system, monitoring, jetstream };
}

const byName = <T extends { account: string; stream?: string; name: string }>(
  rows: readonly T[],
) =>
  [...rows].sort((a, b) =>
    [a.account, a.stream, a.name]
      .join(' ')
      .localeCompare([b.account, b.stream, b.name].join(' ')),
  );

/** What was said at another moment is another time, and the word of a leader on its followers. */
function settled<T extends StreamSnapshot | ConsumerSnapshot>(row: T): object {
  const { replicas, ...rest } = row;
  return {
    ...rest,
    at: 'then',
    replicas: replicas
      ?.map(({ name, current, offline }) => ({ name, current, offline }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    ...('streamState' in row && row.streamState
      ? { streamState: settled(row.streamState as StreamSnapshot) }
      : {}),
    ...('pausedUntil' in row && row.pausedUntil
      ? { pausedUntil: Math.round(row.pausedUntil / 1000) }
      : {}),
  };
}

const rowsOf = ({ streams, consumers }: BrokerSnapshot) => ({
  streams: byName(streams).map(settled),
  consumers: byName(consumers).map(settled),
});

/** What does not change by itself while nobody does anything. */
function steady({ servers }: BrokerSnapshot) {
  return servers.map(
    ({
      at: _at,
      clockOffset: _clockOffset,
      memory: _memory,
      connections: _connections,
      jetstream: {
        apiRequests: _requests,
        apiInflight: _inflight,
        metaPending: _pending,
        metaReplicas,
        ...jetstream
      } = {},
      ...server
    }) => ({
      ...server,
      jetstream,
      metaReplicas: metaReplicas?.map(({ name }) => name).sort(),
    }),
  );
}

async function fill(client: NatsConnection, replicas: number) {
  for (const name of ['A', 'B', 'EMPTY']) {
    await ask(client, `STREAM.CREATE.${name}`, {
      name,
      subjects: [`${name}.>`],
      num_replicas: replicas,
      max_bytes: 1_000_000,
    });
  }
  for (const [stream, name] of [
    ['A', 'reader'],
    ['A', 'pusher'],
    ['B', 'reader'],
    ['B', 'paused'],
  ]) {
    await ask(client, `CONSUMER.CREATE.${stream}.${name}`, {
      stream_name: stream,
      config: {
        name,
        durable_name: name,
        ack_policy: 'explicit',
        ack_wait: 60e9,
        metadata: { 'io.nats.monitor.unprocessed-critical': '9' },
        ...(name === 'pusher' ? { deliver_subject: 'to.pusher' } : {}),
        ...(name === 'paused'
          ? { pause_until: '2099-01-01T00:00:00Z', filter_subject: 'B.x' }
          : {}),
      },
    });
  }
  const js = client.jetstream();
  for (let i = 0; i < 20; i++) {
    await js.publish('A.x', 'x');
    await js.publish('B.x', 'x');
  }
  for (const stream of ['A', 'B']) {
    const reader = await js.consumers.get(stream, 'reader');
    for (let i = 0; i < 7; i++) {
      const message = await reader.next({ expires: 5_000 });
      if (i < 4) {
        await message?.ackAck();
      }
    }
  }
  await ask(client, 'STREAM.PURGE.B', { seq: 3 });
}

/** The elections are over: all leaders answered, and all copies follow them. */
const isSettled = ({ streams, consumers }: BrokerSnapshot) =>
  streams.length === 3 &&
  consumers.length === 4 &&
  [...streams, ...consumers].every(({ replicas = [] }) =>
    replicas.every(({ current }) => current),
  );

afterAll(closeBrokers);

function expectAgreement(
  read: Awaited<ReturnType<typeof readEveryWay>>,
  counts: { servers: number },
) {
  const { system, monitoring, jetstream } = read;
  expect(system.source).toBe('system');
  expect(monitoring.source).toBe('monitoring');
  expect(jetstream.source).toBe('jetstream');
  for (const snapshot of [system, monitoring, jetstream]) {
    expect(snapshot.problems).toEqual([]);
    expect(snapshot.leaderless).toEqual([]);
    expect(snapshot.unreadable).toEqual([]);
  }
  expect(rowsOf(system).streams).toHaveLength(3);
  expect(rowsOf(system).consumers).toHaveLength(4);
  expect(rowsOf(monitoring)).toEqual(rowsOf(system));
  expect(rowsOf(jetstream)).toEqual(rowsOf(system));
  expect(steady(system)).toHaveLength(counts.servers);
  expect(steady(monitoring)).toEqual(steady(system));
  expect(jetstream.servers).toEqual([]);
}

describe('one server', () => {
  let running: RunningNatsCluster;
  let brokers: Record<Source, Broker>;
  let client: NatsConnection;

  beforeAll(async () => {
    running = await startNatsServer({ monitoring: true });
    brokers = everyWay(running);
    client = await clientOf(running);
    await fill(client, 1);
  });

  afterAll(async () => {
    await client?.close();
    await running?.stop();
  });

  it('is the same in all three ways', async () => {
    const read = await readEveryWay(brokers);
    expectAgreement(read, { servers: 1 });
    expect(read.system.servers).toHaveLength(1);
  });
});

describe('three servers', () => {
  let running: RunningNatsCluster;
  let brokers: Record<Source, Broker>;
  let client: NatsConnection;

  beforeAll(async () => {
    running = await startNatsCluster({ monitoring: true });
    brokers = everyWay(running);
    client = await clientOf(running);
    await fill(client, 3);
  });

  afterAll(async () => {
    await client?.close();
    await running?.stop();
  });

  it('are the same in all three ways, also where another server leads a consumer than its stream', async () => {
    const settledRead = () =>
      eventually(
        () => readEveryWay(brokers),
        ({ system, monitoring, jetstream }) =>
          [system, monitoring, jetstream].every(isSettled),
      );
    const apart = new Set<boolean>();
    for (let i = 0; i < 6; i++) {
      await ask(client, 'CONSUMER.LEADER.STEPDOWN.A.reader');
      await ask(client, 'CONSUMER.LEADER.STEPDOWN.B.reader');
      const read = await settledRead();
      expectAgreement(read, { servers: 3 });
      for (const { leader, stream } of read.jetstream.consumers) {
        const state = read.system.streams.find(({ name }) => name === stream);
        apart.add(state?.leader !== leader);
      }
    }
    expect(apart).toContain(true);
  });

  it.each(['system', 'monitoring'] as const)(
    'are shown with their counters by way of %s',
    async way => {
      const { servers } = await brokers[way].readSnapshot();
      const year = 365 * 24 * 3600_000;
      expect(servers.map(({ name }) => name)).toEqual(['n1', 'n2', 'n3']);
      for (const server of servers) {
        expect(server).toMatchObject({
          version: expect.stringMatching(/^\d+\.\d+\.\d+/),
          cluster: 'local',
          health: 'ok',
          slowConsumers: 0,
          stalledClients: 0,
          configDigest: expect.stringMatching(/^sha256:/),
          jetstream: {
            storageLimit: 1024 ** 3,
            memoryLimit: 64 * 1024 ** 2,
            memoryReserved: 0,
            apiErrors: expect.any(Number),
            apiLevel: expect.any(Number),
            clusterSize: 3,
            metaLeader: expect.stringMatching(/^n[123]$/),
          },
        });
        expect(server.memory).toBeGreaterThan(1_000_000);
        expect(server.configLoadedAt).toBe(server.startedAt);
        expect(Math.abs(server.clockOffset ?? Infinity)).toBeLessThan(10_000);
        // The certificates of the test hold for ten years, those of routes too.
        const left = (server.certificateExpiresAt ?? 0) - Date.now();
        expect(left / year).toBeCloseTo(10, 0);
        expect(server.jetstream?.storageReserved).toBe(3_000_000);
      }
      expect(servers.some(({ connections }) => connections > 0)).toBe(true);
      const leaders = servers.filter(
        ({ name, jetstream }) => name === jetstream?.metaLeader,
      );
      expect(
        leaders.map(({ jetstream }) => jetstream?.metaReplicas?.length),
      ).toEqual([2]);
    },
  );
});
