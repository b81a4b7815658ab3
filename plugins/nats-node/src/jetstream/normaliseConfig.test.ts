import fc from 'fast-check';
import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import {
  normaliseConsumerConfig,
  normaliseStreamConfig,
} from './normaliseConfig';

const SECOND = 1e9;
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });
const limit = maybe(fc.oneof(fc.constant(0), fc.constant(-1), fc.nat()));
const seconds = fc.integer({ min: 1, max: 1_000_000 }).map(s => s * SECOND);
const metadata = maybe(fc.dictionary(fc.string(), fc.string()));

const streams: fc.Arbitrary<JetStreamConfig> = fc.record({
  name: fc.constant('JOBS'),
  subjects: maybe(fc.uniqueArray(fc.string({ minLength: 1 }))),
  retention: maybe(fc.constantFrom('limits', 'interest', 'workqueue')),
  storage: maybe(fc.constantFrom('file', 'memory')),
  discard: maybe(fc.constantFrom('old', 'new')),
  compression: maybe(fc.constantFrom('', 'none', 's2')),
  num_replicas: maybe(fc.constantFrom(1, 3)),
  max_msgs: limit,
  max_bytes: limit,
  max_msg_size: limit,
  max_consumers: limit,
  max_age: maybe(fc.oneof(fc.constant(0), seconds)),
  deny_delete: maybe(fc.boolean()),
  metadata,
});

/** What a server answers to a stream that it was given (facts/jetstream.md §6). */
function storedStream(config: JetStreamConfig): JetStreamConfig {
  const limited = (value: unknown) => (Number(value ?? 0) > 0 ? value : -1);
  const age = Number(config.max_age ?? 0);
  const given = config.subjects as string[] | undefined;
  return {
    ...config,
    subjects: given?.length ? [...given].reverse() : [config.name],
    retention: config.retention ?? 'limits',
    storage: config.storage ?? 'file',
    discard: config.discard ?? 'old',
    compression: config.compression || 'none',
    num_replicas: config.num_replicas ?? 1,
    max_msgs: limited(config.max_msgs),
    max_bytes: limited(config.max_bytes),
    max_msg_size: limited(config.max_msg_size),
    max_msgs_per_subject: -1,
    max_consumers: limited(config.max_consumers),
    max_age: age,
    duplicate_window: age > 0 ? Math.min(age, 120 * SECOND) : 120 * SECOND,
    consumer_limits: {},
    allow_direct: false,
    deny_delete: config.deny_delete ?? false,
    deny_purge: false,
    sealed: false,
    metadata: {
      ...(config.metadata as object),
      '_nats.ver': '2.15.1',
      '_nats.level': '5',
      '_nats.req.level': '0',
    },
  };
}

const consumers: fc.Arbitrary<JetStreamConfig> = fc.record({
  durable_name: fc.constant('workers'),
  ack_policy: maybe(fc.constantFrom('none', 'all', 'explicit')),
  deliver_policy: maybe(fc.constantFrom('all', 'new')),
  max_deliver: maybe(fc.constantFrom(-1, 0, 5)),
  ack_wait: maybe(seconds),
  backoff: maybe(fc.array(seconds, { maxLength: 3 })),
  max_ack_pending: maybe(fc.constantFrom(0, 10, 1000)),
  max_waiting: maybe(fc.constantFrom(0, 512, 100)),
  filter_subjects: maybe(fc.uniqueArray(fc.string({ minLength: 1 }))),
  sample_freq: maybe(fc.constantFrom('', '50', '100')),
  headers_only: maybe(fc.boolean()),
  metadata,
});

/** What a server answers to a consumer that it was given (facts/jetstream.md §6). */
function storedConsumer(config: JetStreamConfig): JetStreamConfig {
  const backoff = config.backoff as number[] | undefined;
  const acknowledged = config.ack_policy && config.ack_policy !== 'none';
  const filters = config.filter_subjects as string[] | undefined;
  const stored: JetStreamConfig = {
    ...config,
    name: config.durable_name,
    ack_policy: config.ack_policy ?? 'none',
    deliver_policy: config.deliver_policy ?? 'all',
    replay_policy: 'instant',
    max_deliver: config.max_deliver || -1,
    max_waiting: config.max_waiting || 512,
    num_replicas: 0,
    sample_freq: config.sample_freq ? `${config.sample_freq}%` : undefined,
    // The server keeps the spelling; one filter means the same in both.
    filter_subject: filters?.length === 1 ? filters[0] : undefined,
    filter_subjects: filters?.length === 1 ? undefined : filters,
    ack_wait: acknowledged
      ? backoff?.[0] ?? config.ack_wait ?? 30 * SECOND
      : undefined,
    max_ack_pending:
      config.max_ack_pending || (acknowledged ? 1000 : undefined),
    metadata: { ...(config.metadata as object), '_nats.level': '5' },
  };
  if (!acknowledged && backoff?.length) {
    stored.ack_wait = backoff[0];
  }
  return stored;
}

describe('normaliseStreamConfig', () => {
  it('finds no difference in what the server fills in', () => {
    fc.assert(
      fc.property(streams, config => {
        expect(normaliseStreamConfig(storedStream(config))).toEqual(
          normaliseStreamConfig(config),
        );
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(streams, config => {
        const once = normaliseStreamConfig(config);
        expect(normaliseStreamConfig(once)).toEqual(once);
      }),
    );
  });

  it.each<[string, JetStreamConfig, JetStreamConfig]>([
    ['a limit', { max_msgs: 5 }, { max_msgs: 6 }],
    ['a limit and none', { max_msgs: 5 }, {}],
    ['subjects', { subjects: ['a'] }, { subjects: ['a', 'b'] }],
    [
      'a window that is not the default',
      { duplicate_window: 60 * SECOND },
      { duplicate_window: 120 * SECOND },
    ],
    ['metadata', { metadata: { a: '1' } }, { metadata: { a: '2' } }],
    ['a switch', { allow_direct: true }, {}],
  ])('still sees a difference of %s', (_what, a, b) => {
    expect(normaliseStreamConfig({ name: 'S', ...a })).not.toEqual(
      normaliseStreamConfig({ name: 'S', ...b }),
    );
  });

  it.each<[string, JetStreamConfig, JetStreamConfig]>([
    [
      'markers for deleted subjects',
      { subject_delete_marker_ttl: SECOND },
      { allow_msg_ttl: true, allow_rollup_hdrs: true, deny_purge: false },
    ],
    ['schedules', { allow_msg_schedules: true }, { allow_rollup_hdrs: true }],
    [
      'a seal',
      { sealed: true, max_age: SECOND },
      { discard: 'new', deny_delete: true, deny_purge: true, max_age: 0 },
    ],
    [
      'a mirror',
      { mirror: { name: 'A' }, subjects: undefined },
      { mirror_direct: true, duplicate_window: 0 },
    ],
  ])('knows what the server sets for %s', (_what, given, added) => {
    expect(normaliseStreamConfig({ name: 'S', ...given, ...added })).toEqual(
      normaliseStreamConfig({ name: 'S', ...given }),
    );
  });
});

describe('normaliseConsumerConfig', () => {
  it('finds no difference in what the server fills in', () => {
    fc.assert(
      fc.property(consumers, config => {
        expect(normaliseConsumerConfig(storedConsumer(config))).toEqual(
          normaliseConsumerConfig(config),
        );
      }),
    );
  });

  it('compares instants and not their spelling', () => {
    const at = (opt_start_time: string) =>
      normaliseConsumerConfig({ durable_name: 'c', opt_start_time });
    expect(at('2026-01-01T01:00:00+01:00')).toEqual(at('2026-01-01T00:00:00Z'));
    expect(at('2026-01-01T00:00:00Z')).not.toEqual(at('2026-01-01T00:00:01Z'));
    expect(at('0001-01-01T00:00:00Z')).toEqual({ durable_name: 'c' });
  });

  it('minds the order of backoff and not that of filters', () => {
    const of = (config: JetStreamConfig) => normaliseConsumerConfig(config);
    expect(of({ filter_subjects: ['a', 'b'] })).toEqual(
      of({ filter_subjects: ['b', 'a'] }),
    );
    expect(of({ backoff: [1, 2] })).not.toEqual(of({ backoff: [2, 1] }));
  });

  it('tells a durable consumer from an ephemeral one', () => {
    expect(normaliseConsumerConfig({ name: 'c' })).not.toEqual(
      normaliseConsumerConfig({ name: 'c', durable_name: 'c' }),
    );
  });
});
