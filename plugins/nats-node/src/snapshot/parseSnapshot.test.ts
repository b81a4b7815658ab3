import { parseSnapshot } from './parseSnapshot';
import {
  ConsumerDetail,
  JszData,
  LongReply,
  ServerReply,
  StreamDetail,
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

/** What a server knows of all streams in its accounts. */
type Accounts = {
  account_details?: {
    name: string;
    stream_detail: (StreamDetail & { consumer_detail?: ConsumerDetail[] })[];
  }[];
};

const replyOf = (reply: ServerReply<JszData & Accounts>): LongReply => ({
  ...reply,
  bytes: Buffer.from(JSON.stringify(reply)),
});

const jsz = (name: string, data: Partial<JszData> & Accounts = {}): LongReply =>
  replyOf({
    server: {
      id: `ID-${name}`,
      name,
      cluster: 'c',
      time: '2026-01-01T00:00:00Z',
    },
    data: { meta_cluster: { leader: 'n1', cluster_size: 3 }, ...data },
  });

const parse = (
  replies: Parameters<typeof parseSnapshot>[0],
  missing?: readonly string[],
) => parseSnapshot(replies, { source: 'system', now: NOW, missing });

function holding(
  streamLeader: string | undefined,
  consumer: ConsumerDetail,
  messages = 7,
): Accounts {
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
  it('believes the leader of a consumer, and not the leader of its stream', async () => {
    const snapshot = await parse({
      varz: ['n1', 'n2', 'n3'].map(varz),
      jsz: [
        jsz('n1', holding('n3', workers('n1', 1200))),
        // Followers say 0 whatever there is.
        jsz('n2', holding('n3', workers('n1', 0), 6)),
        jsz('n3', holding('n3', workers('n1', 0))),
      ],
    });
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

  it('believes a server that stands alone, whose streams have a leader and whose consumers have none', async () => {
    const { consumers, streams, servers } = await parse({
      varz: [varz('alone')],
      jsz: [
        jsz('alone', {
          ...holding('alone', workers(undefined, 3)),
          meta_cluster: undefined,
        }),
      ],
    });
    expect(consumers).toMatchObject([{ pending: 3, leader: '' }]);
    expect(streams).toHaveLength(1);
    expect(servers[0].jetstream).not.toHaveProperty('metaLeader');
    expect(servers[0].jetstream).not.toHaveProperty('clusterSize');
  });

  it.each([
    ['a leader that did not answer', 'n3'],
    ['no leader', ''],
  ])('lists a consumer with %s, without numbers', async (_case, leader) => {
    const { consumers, leaderless } = await parse({
      varz: [varz('n1'), varz('n2')],
      jsz: [
        jsz('n1', holding('n1', workers(leader, 0))),
        jsz('n2', holding('n1', workers('', 0))),
      ],
    });
    expect(consumers).toEqual([]);
    expect(leaderless).toEqual([
      { account: 'APP', stream: 'JOBS', name: 'workers', leader },
    ]);
  });

  it('takes the newer word while two servers claim to lead', async () => {
    const old = workers('n1', 9, '2026-01-01T00:00:00Z');
    const young = workers('n2', 5, '2026-01-01T00:00:02Z');
    const replies = [
      jsz('n2', holding('n1', young)),
      jsz('n1', holding('n1', old)),
    ];
    for (const answers of [replies, [...replies].reverse()]) {
      expect((await parse({ varz: [], jsz: answers })).consumers).toMatchObject(
        [{ pending: 5, leader: 'n2' }],
      );
    }
  });

  it('keeps consumers of the same name in other accounts and streams apart', async () => {
    const detail = workers(undefined, 1);
    const { consumers } = await parse({
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
    });
    expect(consumers).toHaveLength(4);
  });

  it('reads what a server says of itself', async () => {
    const { servers } = await parse({
      varz: [varz('n2'), varz('n1')],
      jsz: [
        jsz('n1', {
          storage: 10,
          reserved_storage: 20,
          memory: 5,
          reserved_memory: 3,
          config: { max_storage: 100 },
        }),
      ],
    });
    expect(servers.map(({ name }) => name)).toEqual(['n1', 'n2']);
    expect(servers[0]).toEqual({
      id: 'ID-n1',
      name: 'n1',
      version: '2.15.1',
      at: Date.parse('2026-01-01T00:00:01Z'),
      clockOffset: -1_000,
      startedAt: Date.parse('2025-12-31T00:00:00Z'),
      connections: 4,
      memory: 1_000,
      slowConsumers: 1,
      jetstream: {
        storageUsed: 10,
        storageReserved: 20,
        storageLimit: 100,
        memoryUsed: 5,
        memoryReserved: 3,
        metaLeader: 'n1',
        clusterSize: 3,
      },
    });
    expect(servers[1]).not.toHaveProperty('jetstream');
  });

  it('reads -1, and its bits as an unsigned number, as unlimited', async () => {
    for (const unlimited of [-1, JSON.parse('18446744073709551615')]) {
      const { servers } = await parse({
        varz: [varz('n1')],
        jsz: [
          jsz('n1', {
            reserved_storage: unlimited,
            reserved_memory: unlimited,
            config: { max_storage: unlimited },
          }),
        ],
      });
      expect(servers[0].jetstream).toMatchObject({
        storageReserved: 0,
        memoryReserved: 0,
      });
      expect(servers[0].jetstream).not.toHaveProperty('storageLimit');
    }
  });

  it('says that there is no meta leader, and that JetStream is off', async () => {
    const { servers } = await parse({
      varz: [varz('n1'), varz('n2')],
      jsz: [
        jsz('n1', { meta_cluster: { cluster_size: 3 } }),
        jsz('n2', { disabled: true }),
      ],
    });
    expect(servers[0].jetstream?.metaLeader).toBe('');
    expect(servers[1]).not.toHaveProperty('jetstream');
  });

  it('says in sentences what is missing, and keeps the rest', async () => {
    const { problems, servers, silent } = await parse(
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
          replyOf({ server: { id: 'ID-n4', name: 'n4' }, error: {} }),
        ],
      },
      ['n5'],
    );
    expect(servers.map(({ name }) => name)).toEqual(['n1', 'n2']);
    expect(problems).toEqual([
      'n4 answered VARZ with an error: busy',
      'n4 answered JSZ with an error: without a description',
      'n2 did not answer JSZ',
      'n3 did not answer VARZ',
    ]);
    expect(silent).toEqual(['n5']);
  });

  it('reads what the rules need of configurations, replicas and times', async () => {
    const { consumers, streams } = await parse({
      varz: [],
      jsz: [
        jsz('n1', {
          account_details: [
            {
              name: 'APP',
              stream_detail: [
                {
                  name: 'JOBS',
                  created: '2025-12-01T00:00:00Z',
                  cluster: { leader: 'n1' },
                  config: {
                    subjects: ['jobs.>'],
                    retention: 'workqueue',
                    max_age: 60e9,
                    max_msgs: -1,
                    max_bytes: JSON.parse('18446744073709551615'),
                    num_replicas: 3,
                    metadata: {
                      'io.nats.monitor.msgs-warn': '5',
                      'nats.io/declared-in': 'resource:default/local-nats',
                      team: 'a',
                    },
                  },
                  state: {
                    messages: 7,
                    first_seq: 1,
                    first_ts: '2025-12-31T23:59:00Z',
                    last_seq: 9,
                    num_deleted: 2,
                    num_subjects: 4,
                    consumer_count: 1,
                  },
                  sources: [{ name: 'ORIGIN', lag: 3, active: -1 }],
                  consumer_detail: [
                    {
                      name: 'workers',
                      cluster: {
                        leader: 'n1',
                        replicas: [
                          { name: 'n2', current: true, active: 5e6 },
                          { name: 'n3', offline: true, lag: 12, active: 0 },
                        ],
                      },
                      config: {
                        durable_name: 'workers',
                        ack_policy: 'explicit',
                        ack_wait: 30e9,
                        backoff: [1e9, 5e9],
                        max_deliver: 5,
                        max_ack_pending: 1000,
                        filter_subjects: ['jobs.a'],
                        metadata: {
                          'nats.io/declared-in': 'resource:default/local-nats',
                        },
                      },
                      delivered: { last_active: '2025-12-31T23:59:30Z' },
                      ack_floor: { last_active: '0001-01-01T00:00:00Z' },
                      paused: true,
                      pause_remaining: 60e9,
                    },
                  ],
                },
              ],
            },
          ],
        }),
      ],
    });
    expect(streams).toEqual([
      {
        account: 'APP',
        name: 'JOBS',
        created: '2025-12-01T00:00:00Z',
        at: NOW,
        leader: 'n1',
        messages: 7,
        bytes: 0,
        firstSequence: 1,
        lastSequence: 9,
        deleted: 2,
        consumers: 1,
        subjects: 4,
        firstAt: NOW - 60_000,
        origins: [{ kind: 'source', name: 'ORIGIN', lag: 3 }],
        settings: {
          subjects: ['jobs.>'],
          retention: 'workqueue',
          discard: 'old',
          storage: 'file',
          replicas: 3,
          maxAgeMs: 60_000,
          maxMessages: -1,
          maxBytes: -1,
          maxMessagesPerSubject: -1,
          maxConsumers: -1,
          messageTtl: false,
          rollup: false,
          direct: false,
          monitor: { 'io.nats.monitor.msgs-warn': '5' },
          declaredIn: 'resource:default/local-nats',
        },
      },
    ]);
    expect(consumers[0]).toMatchObject({
      lastDelivery: NOW - 30_000,
      pausedUntil: NOW + 60_000,
      replicas: [
        { name: 'n2', current: true, offline: false, lag: 0, silentMs: 5 },
        { name: 'n3', current: false, offline: true, lag: 12 },
      ],
      settings: {
        durable: true,
        push: false,
        ackPolicy: 'explicit',
        deliverPolicy: 'all',
        replayPolicy: 'instant',
        ackWaitMs: 30_000,
        longestBackoffMs: 5_000,
        maxDeliver: 5,
        maxAckPending: 1000,
        filters: ['jobs.a'],
        declaredIn: 'resource:default/local-nats',
      },
    });
    expect(consumers[0]).not.toHaveProperty('lastAck');
    expect(consumers[0].streamState).toBe(streams[0]);
  });

  it.each([
    ['num_pending', JSON.parse('18446744073709551615')],
    ['num_ack_pending', -1],
    ['delivered.stream_seq', 2 ** 53],
  ])('does not count with %s of %d', async (field, value) => {
    const detail = field.startsWith('delivered')
      ? { delivered: { stream_seq: value } }
      : { [field]: value };
    const { consumers, unreadable } = await parse({
      varz: [],
      jsz: [jsz('n1', holding('n1', { ...workers('n1', 3), ...detail }))],
    });
    expect(consumers).toEqual([]);
    expect(unreadable).toEqual([
      {
        account: 'APP',
        stream: 'JOBS',
        name: 'workers',
        problem: `the server says that ${field} is ${value}, which cannot be counted with`,
      },
    ]);
  });

  it('lists a stream without its leader', async () => {
    const { streams, leaderlessStreams } = await parse({
      varz: [],
      jsz: [jsz('n1', holding('n3', workers('n1', 0)))],
    });
    expect(streams).toEqual([]);
    expect(leaderlessStreams).toEqual([
      { account: 'APP', name: 'JOBS', leader: 'n3' },
    ]);
  });

  it('reads the others when one answers half', async () => {
    const whole = jsz('n2', holding('n2', workers('n2', 4)));
    const half = jsz('n1', holding('n1', workers('n1', 3)));
    const { consumers, problems } = await parse({
      varz: [varz('n1'), varz('n2')],
      jsz: [{ ...half, bytes: half.bytes.subarray(0, 300) }, whole],
    });
    expect(consumers).toMatchObject([{ pending: 4 }]);
    expect(problems).toEqual([
      'n1 answered JSZ and the answer ends after 300 bytes, in the middle of a value',
    ]);
  });

  it('makes nothing of nothing', async () => {
    expect(await parse({ varz: [], jsz: [] })).toEqual({
      at: NOW,
      source: 'system',
      servers: [],
      streams: [],
      consumers: [],
      leaderless: [],
      leaderlessStreams: [],
      unreadable: [],
      problems: [],
    });
  });
});
