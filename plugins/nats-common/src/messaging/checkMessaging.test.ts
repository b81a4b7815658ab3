import fc from 'fast-check';
import { checkMessaging, checkMessagingInSteps } from './checkMessaging';
import { completeMessagingSpec } from './completeMessagingSpec';
import {
  toConsumerConfig,
  toKeyValueConfig,
  toObjectStoreConfig,
  toStreamConfig,
} from './jetstream/jetstreamConfig';
import { MessagingContext } from './rules/MessagingRule';

/** The example that the form starts with. */
const classic = {
  streams: [
    {
      name: 'JOBS',
      subjects: ['jobs.>'],
      retention: 'workqueue',
      storage: 'file',
      replicas: 3,
      maxAge: '24h',
      discard: 'old',
      consumers: [
        {
          durableName: 'echo-workers',
          filterSubject: 'jobs.echo',
          ackPolicy: 'explicit',
          ackWait: '30s',
          maxDeliver: 3,
          worker: { image: 'w:1', maxReplicaCount: 5, lagThreshold: 10 },
        },
      ],
    },
  ],
};

const oneOf = (...values: unknown[]) => fc.constantFrom(...values);
const subject = oneOf('a', 'a.*', 'a.>', 'b.x', '>', '', 'a..b', '$JS.x', 7);
const someDuration = oneOf(
  '0s',
  '1ns',
  '30s',
  '7d',
  '7 days',
  '-1s',
  '300y',
  1,
);
const limit = oneOf(-7, -1, 0, 1, 1000, 2 ** 31, 2 ** 53, 1.5, '1', null);
const anyName = oneOf(
  'S',
  'T',
  'a b',
  '',
  'KV_x',
  '__proto__',
  'constructor',
  7,
);

const fields = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<T, never>(model, { requiredKeys: [] });

const anyConsumer = fields({
  durableName: anyName,
  deliverPolicy: oneOf('all', 'new', 'byStartSequence', 'lastPerSubject', 'x'),
  optStartSeq: limit,
  ackPolicy: oneOf('none', 'all', 'explicit', 'x'),
  ackWait: someDuration,
  maxDeliver: limit,
  backoff: fc.array(someDuration, { maxLength: 3 }),
  filterSubject: subject,
  filterSubjects: fc.array(subject, { maxLength: 3 }),
  sampleFreq: oneOf('50%', 'x', 1),
  maxRequestExpires: someDuration,
  inactiveThreshold: someDuration,
  replicas: limit,
  deliverSubject: subject,
  deliverGroup: anyName,
  flowControl: fc.boolean(),
  heartbeatInterval: someDuration,
  rateLimitBps: limit,
  maxWaiting: limit,
  maxAckPending: limit,
  pauseUntil: oneOf('2026-01-31T12:00:00Z', 'noon'),
  priorityPolicy: oneOf('none', 'overflow', 'x'),
  priorityGroups: fc.array(anyName, { maxLength: 2 }),
  pinnedTtl: someDuration,
  metadata: fc.dictionary(fc.string(), oneOf('x', 1)),
  worker: fields({ minReplicaCount: limit, maxReplicaCount: limit }),
  extra: fc.jsonValue(),
});

const anySource = fields({
  name: anyName,
  optStartSeq: limit,
  filterSubject: subject,
  externalApiPrefix: oneOf('$JS.hub.API', '$JS.*', ''),
  subjectTransforms: fc.array(
    fields({ source: subject, dest: oneOf('z.>', 'z.$1', 'z.*', '', 7) }),
    { maxLength: 2 },
  ),
});

const anyStore = {
  description: oneOf('d', 7),
  storage: oneOf('file', 'memory', 'x'),
  replicas: limit,
  placement: fields({ cluster: anyName, tags: oneOf(['a'], 'a') }),
  maxBytes: fc.oneof(limit, oneOf('1Gi', '1GB', '')),
};

const anyCopies = {
  mirror: anySource,
  sources: fc.array(anySource, { maxLength: 2 }),
  republish: fields({ source: subject, destination: subject }),
};

const anyKeyValue = fields({
  bucket: anyName,
  history: limit,
  ttl: someDuration,
  limitMarkerTtl: someDuration,
  maxValueSize: limit,
  compression: oneOf(true, 's2'),
  ...anyStore,
  ...anyCopies,
  extra: fc.jsonValue(),
});

const anyObjectStore = fields({
  bucket: anyName,
  ttl: someDuration,
  ...anyStore,
  metadata: fc.dictionary(fc.string(), oneOf('x', 1)),
});

const anyStream = fields({
  ...anyStore,
  ...anyCopies,
  consumerLimits: fields({
    inactiveThreshold: someDuration,
    maxAckPending: limit,
  }),
  subjectTransform: fields({ source: subject, dest: subject }),
  firstSequence: limit,
  allowMsgTtl: fc.boolean(),
  allowMsgCounter: fc.boolean(),
  allowMsgSchedules: fc.boolean(),
  subjectDeleteMarkerTtl: someDuration,
  sealed: fc.boolean(),
  persistMode: oneOf('async', 'default', 'x'),
  name: anyName,
  subjects: fc.array(subject, { maxLength: 3 }),
  retention: oneOf('limits', 'interest', 'workqueue', 'x'),
  discard: oneOf('old', 'new'),
  maxAge: someDuration,
  duplicateWindow: someDuration,
  maxMsgSize: limit,
  maxConsumers: limit,
  noAck: fc.boolean(),
  consumers: fc.array(anyConsumer, { maxLength: 3 }),
  extra: fc.jsonValue(),
});

const anySpec = fc.record(
  {
    streams: fc.array(anyStream, { maxLength: 3 }),
    keyValues: fc.array(anyKeyValue, { maxLength: 2 }),
    objectStores: fc.array(anyObjectStore, { maxLength: 2 }),
  },
  { requiredKeys: ['streams'] },
);

/** Values that go together, so that most specs hold no error. */
const soundSpec = fc
  .array(
    fields({
      retention: oneOf('limits', 'interest', 'workqueue'),
      storage: oneOf('file', 'memory'),
      replicas: oneOf(1, 2, 3),
      discard: oneOf('old', 'new'),
      maxAge: oneOf('0s', '100ms', '24h', '7d'),
      maxMsgs: limit.filter(value => Number.isSafeInteger(value)),
      consumers: fc.array(
        fields({
          ackPolicy: oneOf('explicit', undefined),
          ackWait: oneOf('0s', '30s', '2w'),
          maxDeliver: oneOf(-1, 0, 3),
          backoff: oneOf([], ['30s'], ['30s', '1h', '1m']),
          sampleFreq: oneOf('', '50%'),
          inactiveThreshold: oneOf('0s', '1h'),
          metadata: fc.dictionary(fc.string(), fc.string()),
          worker: fields({ enabled: fc.boolean(), minReplicaCount: oneOf(1) }),
        }),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 3 },
  )
  .map(list => ({
    keyValues: [{ bucket: 'b', ttl: '7d', maxBytes: '1Gi', sources: [] }],
    objectStores: [{ bucket: 'o', ttl: '7d', compression: true }],
    streams: list.map(({ consumers, ...stream }, i) => ({
      name: `S${i}`,
      subjects: [`s${i}.>`],
      ...stream,
      ...(consumers && {
        consumers: consumers.map((consumer, j) => ({
          durableName: `c${j}`,
          filterSubject: `s${i}.${j}`,
          ...consumer,
        })),
      }),
    })),
  }));

const context = fields<MessagingContext>({
  servers: fc.constantFrom(1, 3, 5),
  serverVersion: fc.constantFrom('2.10.27', '2.11.0', '2.15.1', 'x'),
  replicas: fc.constantFrom(1, 3),
  fileStore: fc.constantFrom(1, 2 ** 40),
  memoryStore: fc.constantFrom(0, 2 ** 20),
  existingStreams: fc.constant(['T']),
});

describe('checkMessaging', () => {
  it('finds no error in the example that the form starts with, and says what its consumer leaves', () => {
    expect(checkMessaging(classic, { servers: 3 })).toEqual({
      spec: classic,
      findings: [expect.objectContaining({ id: 'js-workqueue-gap' })],
    });
  });

  it('throws for no JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), input => {
        expect(Array.isArray(checkMessaging(input).findings)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('throws for no JSON with keys that objects have by birth', () => {
    const key = fc.constantFrom(
      ...['streams', 'consumers', 'name', 'subjects', 'metadata', 'worker'],
      ...[
        '__proto__',
        'constructor',
        'prototype',
        'toString',
        'hasOwnProperty',
      ],
    );
    const { value } = fc.letrec<{ value: unknown }>(tie => ({
      value: fc.oneof(
        { maxDepth: 5 },
        oneOf('x', 1, null, true),
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
        const { findings } = checkMessaging({ streams: input });
        expect(findings.every(({ message }) => message !== '')).toBe(true);
        expect(({} as Record<string, unknown>).name).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('changes nothing of its input', () => {
    fc.assert(
      fc.property(anySpec, input => {
        const before = JSON.stringify(input);
        checkMessaging(input);
        expect(JSON.stringify(input)).toBe(before);
      }),
    );
  });

  it('points every finding at one place, on one line', () => {
    fc.assert(
      fc.property(anySpec, context, (input, known) => {
        for (const { path, message } of checkMessaging(input, known).findings) {
          expect(path).toMatch(/^(streams|keyValues|objectStores)(\[|$)/);
          expect(message).not.toMatch(/\n|undefined|NaN/);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('finds the same in its own spec where it found no error', () => {
    fc.assert(
      fc.property(fc.oneof(anySpec, soundSpec), context, (input, known) => {
        const { spec, findings } = checkMessaging(input, known);
        fc.pre(findings.every(({ severity }) => severity === 'warning'));
        expect(checkMessaging(spec, known)).toEqual({ spec, findings });
      }),
      { numRuns: 300 },
    );
  });

  it('lets pass only what can be completed and translated', () => {
    fc.assert(
      fc.property(fc.oneof(anySpec, soundSpec), context, (input, known) => {
        const { spec, findings } = checkMessaging(input, known);
        fc.pre(findings.every(({ severity }) => severity === 'warning'));
        const { streams, keyValues, objectStores } = completeMessagingSpec(
          spec,
          { replicas: 1 },
        );
        for (const stream of streams) {
          expect(toStreamConfig(stream)).toHaveProperty('num_replicas');
          for (const consumer of stream.consumers) {
            expect(toConsumerConfig(consumer)).toHaveProperty('ack_wait');
          }
        }
        keyValues.forEach(bucket =>
          expect(toKeyValueConfig(bucket)).toHaveProperty('num_replicas'),
        );
        objectStores.forEach(bucket =>
          expect(toObjectStoreConfig(bucket)).toHaveProperty('num_replicas'),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('reads 1,000 streams with 10,000 consumers in a moment', () => {
    const streams = Array.from({ length: 1000 }, (_, i) => ({
      name: `S${i}`,
      subjects: [`s${i}.>`],
      retention: 'workqueue',
      maxAge: '24h',
      consumers: Array.from({ length: 10 }, (__, j) => ({
        durableName: `c${j}`,
        filterSubject: `s${i}.${j}`,
        maxDeliver: 5,
      })),
    }));
    const times = [1, 2, 3].map(() => {
      // The time of the processor: the machine may have other things to do.
      const started = process.cpuUsage();
      const { findings } = checkMessaging({ streams });
      expect(findings.every(({ id }) => id === 'js-workqueue-gap')).toBe(true);
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(1000);
  });
});

describe('checkMessagingInSteps', () => {
  it('tells of each stream with consumers before it is done, and finds the same', () => {
    const input = {
      streams: [
        ...classic.streams,
        { name: 'EMPTY', subjects: ['empty'] },
        { name: 'LATE', subjects: ['a..b'], consumers: [{}] },
      ],
    };
    const steps = checkMessagingInSteps(input);
    const told: (string | undefined)[] = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) {
      told.push(step.value);
    }
    expect(told.filter(name => name !== undefined)).toEqual(['JOBS', 'LATE']);
    expect(step.value).toEqual(checkMessaging(input));
    expect(step.value.findings).not.toEqual([]);
  });
});
