import fc from 'fast-check';
import { stringify } from 'yaml';
import { parsePath } from '../../findings/formatPath';
import { checkMessaging } from '../checkMessaging';
import { toConsumerConfig, toStreamConfig } from '../jetstream/jetstreamConfig';
import { ConsumerSpec } from '../spec/ConsumerSpec';
import { StreamSourceSpec, StreamSpec } from '../spec/StreamSpec';

const some = <T>(...values: T[]): fc.Arbitrary<T> =>
  fc.constantFrom<T[]>(...values);
const partly = <T>(model: { [K in keyof T]-?: fc.Arbitrary<T[K]> }) =>
  fc.record<T, never>(model as never, { requiredKeys: [] });

const duration = some('1s', '90m', '1d', '2w', '100ms');
const time = some('2026-01-31T12:00:00Z');
const subject = some('a', 'a.*', 'b.>', 'c.d');
const text = fc.string({ minLength: 1, maxLength: 5 });
const metadata = fc.dictionary(
  text.filter(key => !key.startsWith('_nats.')),
  text,
);
const transform = fc.record({ source: subject, dest: subject });

const source: fc.Arbitrary<StreamSourceSpec> = fc.record(
  {
    name: some('A', 'B'),
    optStartSeq: some(1, 7),
    optStartTime: time,
    filterSubject: subject,
    externalApiPrefix: some('$JS.hub.API'),
    externalDeliverPrefix: some('deliver'),
    subjectTransforms: fc.array(transform, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['name'] },
);

/** Every field with values whose shape is right, whatever the rules say to them together. */
const streamFields = partly<Required<Omit<StreamSpec, 'name' | 'consumers'>>>({
  description: text,
  subjects: fc.array(subject, { minLength: 1, maxLength: 2 }),
  retention: some('limits', 'interest', 'workqueue'),
  storage: some('file', 'memory'),
  replicas: some(1, 3, 5),
  placement: fc.record({
    cluster: text,
    tags: fc.array(text, { minLength: 1 }),
  }),
  discard: some('old', 'new'),
  discardPerSubject: fc.boolean(),
  maxAge: duration,
  maxMsgs: some(-1, 7),
  maxBytes: some(-1, 7, 2 ** 40),
  maxMsgSize: some(-1, 7),
  maxMsgsPerSubject: some(-1, 7),
  maxConsumers: some(-1, 7),
  consumerLimits: fc.record({
    inactiveThreshold: duration,
    maxAckPending: some(7),
  }),
  duplicateWindow: duration,
  noAck: fc.boolean(),
  compression: some('none', 's2'),
  firstSequence: some(1, 2 ** 53 - 1),
  mirror: source,
  sources: fc.array(source, { minLength: 1, maxLength: 2 }),
  subjectTransform: transform,
  republish: fc.record({ source: subject, destination: subject }),
  allowDirect: fc.boolean(),
  mirrorDirect: fc.boolean(),
  allowRollup: fc.boolean(),
  denyDelete: fc.boolean(),
  denyPurge: fc.boolean(),
  sealed: fc.boolean(),
  allowMsgTtl: fc.boolean(),
  subjectDeleteMarkerTtl: duration,
  allowMsgCounter: fc.boolean(),
  allowAtomicPublish: fc.boolean(),
  allowMsgSchedules: fc.boolean(),
  persistMode: some('default', 'async'),
  metadata,
});
const anyStream = streamFields.map(fields => ({ ...fields, name: 'S' }));

const consumerFields = partly<
  Required<Omit<ConsumerSpec, 'durableName' | 'worker'>>
>({
  description: text,
  deliverPolicy: some('all', 'byStartSequence', 'lastPerSubject'),
  optStartSeq: some(1, 7),
  optStartTime: time,
  ackPolicy: some('none', 'all', 'explicit'),
  ackWait: duration,
  maxDeliver: some(-1, 7),
  backoff: fc.array(duration, { minLength: 1, maxLength: 3 }),
  filterSubject: subject,
  filterSubjects: fc.array(subject, { minLength: 1, maxLength: 2 }),
  replayPolicy: some('instant', 'original'),
  sampleFreq: some('50%'),
  deliverSubject: subject,
  deliverGroup: text,
  flowControl: fc.boolean(),
  heartbeatInterval: duration,
  rateLimitBps: some(8, 2 ** 40),
  maxWaiting: some(7),
  maxAckPending: some(-1, 7),
  headersOnly: fc.boolean(),
  maxRequestBatch: some(7),
  maxRequestExpires: duration,
  maxRequestMaxBytes: some(7),
  inactiveThreshold: duration,
  pauseUntil: time,
  priorityPolicy: some('none', 'overflow', 'pinned_client', 'prioritized'),
  priorityGroups: fc.array(text, { minLength: 1, maxLength: 2 }),
  pinnedTtl: duration,
  replicas: some(0, 3),
  memStorage: fc.boolean(),
  metadata,
});
const anyConsumer = consumerFields.map(fields => ({
  ...fields,
  durableName: 'c',
}));

const manifest = (kind: string, spec: object) => ({
  apiVersion: 'jetstream.nats.io/v1beta2',
  kind,
  metadata: { name: 'x' },
  spec,
});
const asTexts = (input: unknown) => [
  input,
  JSON.stringify(input),
  stringify(input, { aliasDuplicateObjects: false }),
];
const lost = (input: unknown) =>
  checkMessaging(input).findings.filter(({ id }) =>
    ['js-shape', 'js-unknown-field', 'js-syntax'].includes(id),
  );

describe('whatever is read', () => {
  it('comes back from a spec as it was', () => {
    fc.assert(
      fc.property(anyStream, anyConsumer, (stream, consumer) => {
        const spec = { streams: [{ ...stream, consumers: [consumer] }] };
        for (const input of asTexts(spec)) {
          expect(lost(input)).toEqual([]);
          expect(checkMessaging(input).spec).toEqual(spec);
        }
      }),
    );
  });

  it('comes back from manifests as it was', () => {
    fc.assert(
      fc.property(anyStream, anyConsumer, (stream, consumer) => {
        const input = [
          manifest('Stream', stream),
          manifest('Consumer', { ...consumer, streamName: 'S' }),
        ];
        for (const one of asTexts(input)) {
          expect(lost(one)).toEqual([]);
          expect(checkMessaging(one).spec).toEqual({
            streams: [{ ...stream, consumers: [consumer] }],
          });
        }
      }),
    );
  });

  it('means to the JetStream API what it meant before', () => {
    fc.assert(
      fc.property(anyStream, anyConsumer, (stream, consumer) => {
        const config = toStreamConfig(stream);
        const consumerConfig = toConsumerConfig(consumer);
        const input = [
          { config },
          { stream_name: 'S', config: consumerConfig },
        ];
        for (const one of asTexts(input)) {
          expect(lost(one)).toEqual([]);
          const [read] = checkMessaging(one).spec.streams;
          expect(toStreamConfig(read)).toEqual(config);
          expect(toConsumerConfig(read.consumers![0])).toEqual(consumerConfig);
        }
      }),
    );
  });

  const field = fc.oneof(
    some('maxage', 'Max_Age', 'deliverTo', '__proto__', 'constructor', 'a.b'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  );
  const saying = some<unknown>(1, 'x', true, { a: 1 }, ['x']);

  /** An object with one more field, also with a name that objects have by birth. */
  const extended = (value: object, key: string, more: unknown) =>
    JSON.parse(
      `{${[...Object.entries(value), [key, more]]
        .map(([name, one]) => `${JSON.stringify(name)}:${JSON.stringify(one)}`)
        .join(',')}}`,
    );

  it('never loses a field in silence', () => {
    const mirror = { name: 'O' };
    fc.assert(
      fc.property(field, saying, (key, value) => {
        fc.pre(
          !/^(?:name|optStart|opt_start|filter|external|subject)/.test(key),
        );
        const odd = extended(mirror, key, value);
        for (const [input, at] of [
          [{ streams: [{ name: 'S', mirror: odd }] }, ['streams', 0, 'mirror']],
          [manifest('Stream', { name: 'S', mirror: odd }), ['spec', 'mirror']],
          [{ name: 'S', max_age: 0, mirror: odd }, ['mirror']],
          [{ config: { name: 'S', mirror: odd } }, ['config', 'mirror']],
        ] as const) {
          expect(lost(input).map(({ path }) => parsePath(path))).toContainEqual(
            [...at, key],
          );
        }
      }),
    );
  });

  it('is no reason to throw, whatever the text', () => {
    const word = some(
      ...['streams', 'name', ':', ': ', '- ', '\n', '  ', '{', '}', '[', ']'],
      ...[',', '"', "'", '&a', '*a', '!x', '|', '>', '---', '...', '#', '<<'],
      ...['apiVersion: jetstream.nats.io/v1beta2\n', 'kind: Stream\n', 'spec'],
      ...['config', 'durable_name', '1', '1e999', '.nan', '0x7', '~', '\t'],
    );
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word, { maxLength: 25 }).map(words => words.join('')),
      fc.json(),
    );
    fc.assert(
      fc.property(anyText, input => {
        for (const { message, path, line } of checkMessaging(input).findings) {
          expect(message).not.toMatch(/\n|undefined|^$/);
          expect(line === undefined || line >= 1).toBe(true);
          expect(Array.isArray(parsePath(path))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is no reason to throw, whatever the object', () => {
    const key = some(
      ...['apiVersion', 'kind', 'spec', 'items', 'config', 'streams'],
      ...['consumers', 'stream_name', 'durable_name', 'name', 'mirror'],
      ...['sources', 'external', 'account', 'streamName', '__proto__'],
    );
    const leaf = some<unknown>(
      ...['jetstream.nats.io/v1beta2', 'Stream', 'Consumer', 'KeyValue'],
      ...['List', 'S', '', 1, null, true],
    );
    const { value } = fc.letrec<{ value: unknown }>(tie => ({
      value: fc.oneof(
        { maxDepth: 6 },
        leaf,
        fc.array(tie('value'), { maxLength: 3 }),
        fc
          .array(fc.tuple(key, tie('value')), { maxLength: 4 })
          .map(entries =>
            JSON.parse(
              `{${entries
                .map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`)
                .join(',')}}`,
            ),
          ),
      ),
    }));
    fc.assert(
      fc.property(value, input => {
        const { findings } = checkMessaging(input);
        expect(findings.every(({ message }) => message !== '')).toBe(true);
        expect(({} as Record<string, unknown>).name).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});

it('reads manifests of 1,000 streams and 10,000 consumers, and says where each is wrong', () => {
  const streams = Array.from({ length: 1000 }, (_, i) =>
    manifest('Stream', {
      name: `S${i}`,
      subjects: [`s${i}.>`],
      maxAge: '7 days',
      storage: 'file',
      replicas: 3,
    }),
  );
  const consumers = Array.from({ length: 10_000 }, (_, i) =>
    manifest('Consumer', {
      streamName: `S${i % 1000}`,
      durableName: `c${i}`,
      ackPolicy: 'explicit',
    }),
  );
  const manifests = [...streams, ...consumers]
    .map(one => stringify(one))
    .join('---\n');
  const started = process.cpuUsage();
  const { findings } = checkMessaging(manifests);
  const { user, system } = process.cpuUsage(started);
  expect(findings).toHaveLength(1000);
  expect(new Set(findings.map(({ line }) => line)).size).toBe(1000);
  expect((user + system) / 1e6).toBeLessThan(20);
});
