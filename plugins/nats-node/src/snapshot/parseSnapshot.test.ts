import { parseSnapshot } from './parseSnapshot';
import {
  ConsumerDetail,
  JszData,
  ServerReply,
  VarzData,
} from './serverReplies';

const NOW = Date.parse('2026-01-01T00:00:00Z');

const varz = (name: string): ServerReply<VarzData> => ({
  server: {
    id: `ID-${name}`,
    name,
    ver: '2.15.1',
    time: '2026-01-01T00:00:00Z',
  },
  data: {
    version: '2.15.1',
    now: '2026-01-01T00:00:01Z',
    start: '2025-12-31T00:00:00Z',
    connections: 4,
    mem: 1_000,
    slow_consumers: 1,
  },
});

const jsz = (
  name: string,
  data: Partial<JszData> = {},
): ServerReply<JszData> => ({
  server: {
    id: `ID-${name}`,
    name,
    cluster: 'c',
    time: '2026-01-01T00:00:00Z',
  },
  data: { meta_cluster: { leader: 'n1', cluster_size: 3 }, ...data },
});

function holding(
  streamLeader: string | undefined,
  consumer: ConsumerDetail,
  messages = 7,
): Partial<JszData> {
  return {
    account_details: [
      {
        name: 'APP',
        stream_detail: [
          {
            name: 'JOBS',
            cluster:
              streamLeader === undefined ? undefined : { leader: streamLeader },
            state: { messages, bytes: 70, first_seq: 1, last_seq: 7 },
            consumer_detail: [consumer],
          },
        ],
      },
    ],
  };
}

const workers = (leader: string | undefined, pending: number, ts?: string) => ({
  name: 'workers',
  created: '2025-12-31T12:00:00Z',
  ts,
  num_pending: pending,
  num_ack_pending: 2,
  cluster: leader === undefined ? undefined : { leader },
});

describe('parseSnapshot', () => {
  it('believes the leader of a consumer, and not the leader of its stream', () => {
    const snapshot = parseSnapshot(
      {
        varz: ['n1', 'n2', 'n3'].map(varz),
        jsz: [
          jsz('n1', holding('n3', workers('n1', 1200))),
          // Followers say 0 whatever there is.
          jsz('n2', holding('n3', workers('n1', 0), 6)),
          jsz('n3', holding('n3', workers('n1', 0))),
        ],
      },
      { now: NOW },
    );
    expect(snapshot.consumers).toEqual([
      expect.objectContaining({
        account: 'APP',
        stream: 'JOBS',
        name: 'workers',
        leader: 'n1',
        pending: 1200,
        ackPending: 2,
        at: NOW,
      }),
    ]);
    expect(snapshot.streams).toEqual([
      expect.objectContaining({ name: 'JOBS', messages: 7 }),
    ]);
    expect(snapshot.leaderless).toEqual([]);
  });

  it('believes a server that stands alone, whose streams have a leader and whose consumers have none', () => {
    const { consumers, streams, servers } = parseSnapshot(
      {
        varz: [varz('alone')],
        jsz: [
          jsz('alone', {
            ...holding('alone', workers(undefined, 3)),
            meta_cluster: undefined,
          }),
        ],
      },
      { now: NOW },
    );
    expect(consumers).toMatchObject([{ pending: 3, leader: '' }]);
    expect(streams).toHaveLength(1);
    expect(servers[0].jetstream).not.toHaveProperty('metaLeader');
    expect(servers[0].jetstream).not.toHaveProperty('clusterSize');
  });

  it.each([
    ['a leader that did not answer', 'n3'],
    ['no leader', ''],
  ])('lists a consumer with %s, without numbers', (_case, leader) => {
    const { consumers, leaderless } = parseSnapshot(
      {
        varz: [varz('n1'), varz('n2')],
        jsz: [
          jsz('n1', holding('n1', workers(leader, 0))),
          jsz('n2', holding('n1', workers('', 0))),
        ],
      },
      { now: NOW },
    );
    expect(consumers).toEqual([]);
    expect(leaderless).toEqual([
      { account: 'APP', stream: 'JOBS', name: 'workers', leader },
    ]);
  });

  it('takes the newer word while two servers claim to lead', () => {
    const old = workers('n1', 9, '2026-01-01T00:00:00Z');
    const young = workers('n2', 5, '2026-01-01T00:00:02Z');
    const replies = [
      jsz('n2', holding('n1', young)),
      jsz('n1', holding('n1', old)),
    ];
    for (const answers of [replies, [...replies].reverse()]) {
      expect(
        parseSnapshot({ varz: [], jsz: answers }, { now: NOW }).consumers,
      ).toMatchObject([{ pending: 5, leader: 'n2' }]);
    }
  });

  it('keeps consumers of the same name in other accounts and streams apart', () => {
    const detail = workers(undefined, 1);
    const { consumers } = parseSnapshot(
      {
        varz: [],
        jsz: [
          jsz('n1', {
            account_details: ['A', 'B'].map(name => ({
              name,
              stream_detail: ['S', 'T'].map(stream => ({
                name: stream,
                consumer_detail: [detail],
              })),
            })),
          }),
        ],
      },
      { now: NOW },
    );
    expect(consumers).toHaveLength(4);
  });

  it('reads what a server says of itself', () => {
    const { servers } = parseSnapshot(
      {
        varz: [varz('n2'), varz('n1')],
        jsz: [
          jsz('n1', {
            storage: 10,
            reserved_storage: 20,
            memory: 5,
            config: { max_storage: 100 },
          }),
        ],
      },
      { now: NOW },
    );
    expect(servers.map(({ name }) => name)).toEqual(['n1', 'n2']);
    expect(servers[0]).toEqual({
      id: 'ID-n1',
      name: 'n1',
      version: '2.15.1',
      at: Date.parse('2026-01-01T00:00:01Z'),
      startedAt: Date.parse('2025-12-31T00:00:00Z'),
      connections: 4,
      memory: 1_000,
      slowConsumers: 1,
      jetstream: {
        storageUsed: 10,
        storageReserved: 20,
        storageLimit: 100,
        memoryUsed: 5,
        metaLeader: 'n1',
        clusterSize: 3,
      },
    });
    expect(servers[1]).not.toHaveProperty('jetstream');
  });

  it('reads -1, and its bits as an unsigned number, as unlimited', () => {
    for (const unlimited of [-1, JSON.parse('18446744073709551615')]) {
      const { servers } = parseSnapshot(
        {
          varz: [varz('n1')],
          jsz: [
            jsz('n1', {
              reserved_storage: unlimited,
              config: { max_storage: unlimited },
            }),
          ],
        },
        { now: NOW },
      );
      expect(servers[0].jetstream).toMatchObject({ storageReserved: 0 });
      expect(servers[0].jetstream).not.toHaveProperty('storageLimit');
    }
  });

  it('says that there is no meta leader, and that JetStream is off', () => {
    const { servers } = parseSnapshot(
      {
        varz: [varz('n1'), varz('n2')],
        jsz: [
          jsz('n1', { meta_cluster: { cluster_size: 3 } }),
          jsz('n2', { disabled: true }),
        ],
      },
      { now: NOW },
    );
    expect(servers[0].jetstream?.metaLeader).toBe('');
    expect(servers[1]).not.toHaveProperty('jetstream');
  });

  it('says in sentences what is missing, and keeps the rest', () => {
    const { problems, servers } = parseSnapshot(
      {
        varz: [
          varz('n1'),
          varz('n2'),
          {
            server: { id: 'ID-n4', name: 'n4' },
            error: { description: 'busy' },
          },
        ],
        jsz: [
          jsz('n1'),
          jsz('n3'),
          { server: { id: 'ID-n4', name: 'n4' }, error: {} },
        ],
      },
      { now: NOW, missing: ['n5'] },
    );
    expect(servers.map(({ name }) => name)).toEqual(['n1', 'n2']);
    expect(problems).toEqual([
      'n4 answered VARZ with an error: busy',
      'n4 answered JSZ with an error: without a description',
      'n2 did not answer JSZ',
      'n3 did not answer VARZ',
      'n5 did not answer',
    ]);
  });

  it('makes nothing of nothing', () => {
    expect(parseSnapshot({ varz: [], jsz: [] }, { now: NOW })).toEqual({
      at: NOW,
      servers: [],
      streams: [],
      consumers: [],
      leaderless: [],
      problems: [],
    });
  });
});
