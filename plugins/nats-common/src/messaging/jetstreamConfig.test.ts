import { completeMessagingSpec } from './completeMessagingSpec';
import { toConsumerConfig, toStreamConfig } from './jetstreamConfig';
import { ConsumerSpec, StreamSpec } from './MessagingSpec';

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
