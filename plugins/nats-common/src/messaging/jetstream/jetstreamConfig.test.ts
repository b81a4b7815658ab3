import { completeMessagingSpec } from '../completeMessagingSpec';
import {
  toConsumerConfig,
  toKeyValueConfig,
  toObjectStoreConfig,
  toStreamConfig,
} from './jetstreamConfig';
import { ConsumerSpec } from '../spec/ConsumerSpec';
import { StreamSpec } from '../spec/StreamSpec';

function translated(spec: StreamSpec) {
  const [stream] = completeMessagingSpec(
    { streams: [spec] },
    { replicas: 1 },
  ).streams;
  return {
    stream: toStreamConfig(stream),
    consumers: stream.consumers.map(toConsumerConfig),
  };
}

const translatedConsumer = (consumer: Partial<ConsumerSpec>) =>
  translated({
    name: 'S',
    consumers: [{ durableName: 'c', ...consumer }],
  }).consumers[0];

describe('toStreamConfig', () => {
  it("speaks the server's words", () => {
    expect(
      translated({
        name: 'S',
        description: 'd',
        subjects: ['s.>'],
        retention: 'workqueue',
        storage: 'file',
        replicas: 3,
        discard: 'new',
        discardPerSubject: true,
        maxAge: '24h',
        maxMsgs: 1,
        maxBytes: 2,
        maxMsgSize: 3,
        maxMsgsPerSubject: 4,
        maxConsumers: 5,
        duplicateWindow: '2m',
        noAck: false,
        compression: 's2',
        allowDirect: true,
        allowRollup: true,
        denyDelete: true,
        denyPurge: false,
        metadata: { a: 'b' },
      }).stream,
    ).toEqual({
      name: 'S',
      description: 'd',
      subjects: ['s.>'],
      retention: 'workqueue',
      storage: 'file',
      num_replicas: 3,
      discard: 'new',
      discard_new_per_subject: true,
      max_age: 86_400e9,
      max_msgs: 1,
      max_bytes: 2,
      max_msg_size: 3,
      max_msgs_per_subject: 4,
      max_consumers: 5,
      duplicate_window: 120e9,
      no_ack: false,
      compression: 's2',
      allow_direct: true,
      allow_rollup_hdrs: true,
      deny_delete: true,
      deny_purge: false,
      metadata: { a: 'b' },
    });
  });

  it("speaks the server's words for what a stream copies and gives on", () => {
    expect(
      toStreamConfig({
        name: 'S',
        placement: { cluster: 'c', tags: ['ssd'] },
        consumerLimits: { inactiveThreshold: '1h', maxAckPending: 7 },
        firstSequence: 9,
        mirror: {
          name: 'O',
          optStartSeq: 3,
          filterSubject: 'o.a',
          externalApiPrefix: '$JS.hub.API',
          externalDeliverPrefix: 'deliver.hub',
        },
        sources: [
          {
            name: 'P',
            optStartTime: '2026-01-31T12:00:00Z',
            subjectTransforms: [{ source: 'p.>', dest: 's.p.>' }],
          },
          { name: 'Q', externalApiPrefix: '$JS.hub.API' },
        ],
        subjectTransform: { source: 's.>', dest: 't.>' },
        republish: { source: 't.>', destination: 'u.>' },
        mirrorDirect: true,
        sealed: true,
        allowMsgTtl: true,
        subjectDeleteMarkerTtl: '1m',
        allowMsgCounter: true,
        allowAtomicPublish: true,
        allowMsgSchedules: true,
        persistMode: 'async',
      }),
    ).toEqual({
      name: 'S',
      placement: { cluster: 'c', tags: ['ssd'] },
      consumer_limits: { inactive_threshold: 3600e9, max_ack_pending: 7 },
      first_seq: 9,
      mirror: {
        name: 'O',
        opt_start_seq: 3,
        filter_subject: 'o.a',
        external: { api: '$JS.hub.API', deliver: 'deliver.hub' },
      },
      sources: [
        {
          name: 'P',
          opt_start_time: '2026-01-31T12:00:00Z',
          subject_transforms: [{ src: 'p.>', dest: 's.p.>' }],
        },
        { name: 'Q', external: { api: '$JS.hub.API' } },
      ],
      subject_transform: { src: 's.>', dest: 't.>' },
      republish: { src: 't.>', dest: 'u.>' },
      mirror_direct: true,
      sealed: true,
      allow_msg_ttl: true,
      subject_delete_marker_ttl: 60e9,
      allow_msg_counter: true,
      allow_atomic: true,
      allow_msg_schedules: true,
      persist_mode: 'async',
    });
  });

  it('says aloud that everything is published again', () => {
    expect(
      toStreamConfig({ name: 'S', republish: { destination: 'u.>' } })
        .republish,
    ).toEqual({ src: '>', dest: 'u.>' });
  });

  it('leaves out what is not said', () => {
    expect(translated({ name: 'S' }).stream).toEqual({
      name: 'S',
      subjects: ['S'],
      retention: 'limits',
      storage: 'file',
      num_replicas: 1,
      discard: 'old',
    });
  });

  it('throws for a duration that nobody can read', () => {
    expect(() => translated({ name: 'S', maxAge: '7 days' })).toThrow(
      new TypeError('"7 days" is no duration'),
    );
  });

  it('takes nothing from names that objects have by birth', () => {
    const odd = JSON.parse('{"constructor":1,"__proto__":2,"toString":3}');
    expect(translated({ name: 'S', ...odd }).stream).toMatchObject({
      name: 'S',
    });
  });
});

describe('toConsumerConfig', () => {
  it("speaks the server's words", () => {
    expect(
      translatedConsumer({
        description: 'd',
        deliverPolicy: 'lastPerSubject',
        optStartSeq: 1,
        optStartTime: '2026-01-31T12:00:00Z',
        ackPolicy: 'explicit',
        ackWait: '30s',
        maxDeliver: 3,
        filterSubject: 's.a',
        filterSubjects: ['s.b'],
        replayPolicy: 'original',
        sampleFreq: '50%',
        maxWaiting: 1,
        maxAckPending: 2,
        headersOnly: true,
        maxRequestBatch: 3,
        maxRequestExpires: '1m',
        maxRequestMaxBytes: 4,
        inactiveThreshold: '1h',
        replicas: 0,
        memStorage: false,
        metadata: { a: 'b' },
        worker: { image: 'w:1' },
      }),
    ).toEqual({
      name: 'c',
      durable_name: 'c',
      description: 'd',
      deliver_policy: 'last_per_subject',
      opt_start_seq: 1,
      opt_start_time: '2026-01-31T12:00:00Z',
      ack_policy: 'explicit',
      ack_wait: 30e9,
      max_deliver: 3,
      filter_subject: 's.a',
      filter_subjects: ['s.b'],
      replay_policy: 'original',
      sample_freq: '50%',
      max_waiting: 1,
      max_ack_pending: 2,
      headers_only: true,
      max_batch: 3,
      max_expires: 60e9,
      max_bytes: 4,
      inactive_threshold: 3600e9,
      num_replicas: 0,
      mem_storage: false,
      metadata: { a: 'b' },
    });
  });

  it("speaks the server's words for what is pushed and what has priority", () => {
    expect(
      toConsumerConfig({
        durableName: 'c',
        deliverSubject: 'd',
        deliverGroup: 'g',
        flowControl: true,
        heartbeatInterval: '5s',
        rateLimitBps: 8,
        pauseUntil: '2026-01-31T12:00:00Z',
        priorityPolicy: 'pinned_client',
        priorityGroups: ['a'],
        pinnedTtl: '2m',
      }),
    ).toEqual({
      name: 'c',
      durable_name: 'c',
      deliver_subject: 'd',
      deliver_group: 'g',
      flow_control: true,
      idle_heartbeat: 5e9,
      rate_limit_bps: 8,
      pause_until: '2026-01-31T12:00:00Z',
      priority_policy: 'pinned_client',
      priority_groups: ['a'],
      priority_timeout: 120e9,
    });
  });

  it.each([
    ['byStartSequence', 'by_start_sequence'],
    ['byStartTime', 'by_start_time'],
    ['all', 'all'],
  ] as const)('writes deliver policy %s as %s', (deliverPolicy, word) => {
    expect(translatedConsumer({ deliverPolicy }).deliver_policy).toBe(word);
  });

  it('puts the first backoff step in the place of the wait, as the server does', () => {
    expect(
      translatedConsumer({ backoff: ['1s', '5s'], ackWait: '30s' }),
    ).toMatchObject({ backoff: [1e9, 5e9], ack_wait: 1e9 });
    expect(translatedConsumer({ backoff: [], ackWait: '3s' })).toMatchObject({
      ack_wait: 3e9,
    });
  });
});

describe('toKeyValueConfig', () => {
  const fixed = {
    retention: 'limits',
    discard: 'new',
    allow_rollup_hdrs: true,
    allow_direct: true,
    deny_delete: true,
  };

  it('writes the stream that clients expect', () => {
    expect(toKeyValueConfig({ bucket: 'KV_b' })).toEqual({
      name: 'KV_KV_b',
      subjects: ['$KV.KV_b.>'],
      ...fixed,
    });
  });

  it("speaks the server's words", () => {
    expect(
      toKeyValueConfig({
        bucket: 'b',
        description: 'd',
        history: 5,
        ttl: '1h',
        limitMarkerTtl: '1m',
        maxValueSize: 1,
        maxBytes: 2,
        storage: 'memory',
        replicas: 3,
        placement: { tags: ['ssd'] },
        compression: true,
        republish: { source: '>', destination: 'u.>' },
      }),
    ).toEqual({
      name: 'KV_b',
      subjects: ['$KV.b.>'],
      ...fixed,
      description: 'd',
      max_msgs_per_subject: 5,
      max_age: 3600e9,
      allow_msg_ttl: true,
      subject_delete_marker_ttl: 60e9,
      max_msg_size: 1,
      max_bytes: 2,
      storage: 'memory',
      num_replicas: 3,
      placement: { tags: ['ssd'] },
      compression: 's2',
      republish: { src: '>', dest: 'u.>' },
    });
  });

  it('takes a limit marker of no length for none', () => {
    expect(
      toKeyValueConfig({
        bucket: 'b',
        limitMarkerTtl: '0s',
        compression: false,
      }),
    ).toEqual({
      name: 'KV_b',
      subjects: ['$KV.b.>'],
      ...fixed,
      subject_delete_marker_ttl: 0,
      compression: 'none',
    });
  });

  it('mirrors the stream of another bucket, whichever way that is named', () => {
    for (const name of ['a', 'KV_a']) {
      expect(toKeyValueConfig({ bucket: 'b', mirror: { name } })).toEqual({
        name: 'KV_b',
        ...fixed,
        mirror: { name: 'KV_a' },
        mirror_direct: true,
      });
    }
  });

  it('makes keys of other buckets its own', () => {
    const hub = { externalApiPrefix: '$JS.hub.API' };
    expect(
      toKeyValueConfig({
        bucket: 'b',
        sources: [
          { name: 'a' },
          { name: 'KV_b', ...hub },
          { name: 'c', ...hub },
        ],
      }),
    ).toMatchObject({
      subjects: ['$KV.b.>'],
      sources: [
        {
          name: 'KV_a',
          subject_transforms: [{ src: '$KV.a.>', dest: '$KV.b.>' }],
        },
        { name: 'KV_b', external: { api: '$JS.hub.API' } },
        {
          name: 'KV_c',
          external: { api: '$JS.hub.API' },
          subject_transforms: [{ src: '$KV.c.>', dest: '$KV.b.>' }],
        },
      ],
    });
  });
});

describe('toObjectStoreConfig', () => {
  it('writes the stream that clients expect', () => {
    expect(
      toObjectStoreConfig({
        bucket: 'b',
        description: 'd',
        ttl: '1h',
        maxBytes: 2,
        storage: 'file',
        replicas: 1,
        placement: { cluster: 'c' },
        compression: false,
        metadata: { a: 'b' },
      }),
    ).toEqual({
      name: 'OBJ_b',
      subjects: ['$O.b.C.>', '$O.b.M.>'],
      retention: 'limits',
      discard: 'new',
      allow_rollup_hdrs: true,
      allow_direct: true,
      description: 'd',
      max_age: 3600e9,
      max_bytes: 2,
      storage: 'file',
      num_replicas: 1,
      placement: { cluster: 'c' },
      compression: 'none',
      metadata: { a: 'b' },
    });
  });
});
