import {
  checkMessaging,
  completeMessagingSpec,
  ConsumerSpec,
  JetStreamConfig,
  StreamSpec,
  toConsumerConfig,
  toStreamConfig,
} from '@nats-portal/plugin-nats-common';
import { connect, NatsConnection } from 'nats';
import { RunningNatsCluster, startNatsServer } from '../testUtils';

jest.setTimeout(60_000);

const ORIGIN: StreamSpec = {
  name: 'O',
  subjects: ['o.>'],
  maxAge: '1h',
  maxMsgSize: 1000,
};
const copy = (part: Partial<StreamSpec>): Partial<StreamSpec> => ({
  subjects: undefined,
  ...part,
});
const mirror = (part: Partial<StreamSpec>) =>
  copy({ mirror: { name: 'O' }, ...part });
const source = (part: object) => copy({ sources: [{ name: 'O', ...part }] });
const twoTransforms = [
  { source: 'o.>', dest: 'p.>' },
  { source: 'o.a', dest: 'q' },
];

/** Streams with the code by which the server refuses them. */
const refusedStreams: [code: number, stream: Partial<StreamSpec>][] = [
  [10034, mirror({ subjects: ['s.>'] })],
  [10031, mirror({ sources: [{ name: 'O' }] })],
  [10143, mirror({ firstSequence: 5 })],
  [10173, mirror({ allowMsgCounter: true })],
  [10198, mirror({ allowAtomicPublish: true })],
  [10186, mirror({ allowMsgSchedules: true })],
  [10052, mirror({ subjectDeleteMarkerTtl: '2s' })],
  [10030, mirror({ maxMsgSize: 10 })],
  [10052, copy({ mirror: { name: 'S' } })],
  [
    10150,
    copy({
      mirror: {
        name: 'O',
        filterSubject: 'o.a',
        subjectTransforms: twoTransforms.slice(1),
      },
    }),
  ],
  [10152, copy({ mirror: { name: 'O', subjectTransforms: twoTransforms } })],
  [
    10154,
    copy({
      mirror: {
        name: 'O',
        subjectTransforms: [{ source: 'o.*', dest: 'p.*' }],
      },
    }),
  ],
  [10049, copy({ mirror: { name: 'O', filterSubject: 'o..a' } })],
  [10052, { mirrorDirect: true }],
  [10052, copy({ sources: [{ name: 'S' }], subjects: ['s.>'] })],
  [10140, copy({ sources: [{ name: 'O' }, { name: 'O', optStartSeq: 2 }] })],
  [
    10144,
    source({ filterSubject: 'o.a', subjectTransforms: twoTransforms.slice(1) }),
  ],
  [10147, source({ subjectTransforms: twoTransforms })],
  [10146, source({ subjectTransforms: [{ source: 'o.*', dest: 'z.>' }] })],
  [10046, { ...source({}), maxMsgSize: 10 }],
  [10187, { ...source({}), allowMsgSchedules: true }],
  [10049, source({ filterSubject: 'o b' })],
  [10052, source({ externalApiPrefix: '$JS.hub.API.>' })],
  [10065, { subjects: ['o.a'] }],
  [10052, { subjects: ['s.a', 's.*'] }],
  [10052, { subjects: ['$JS.API.x'] }],
  [10052, { subjects: ['$NRG.x'] }],
  [10052, { sealed: true }],
  [10052, { allowMsgSchedules: true, discard: 'new' }],
  [10052, { allowMsgCounter: true, discard: 'new' }],
  [10052, { allowMsgCounter: true, allowMsgTtl: true }],
  [10052, { allowMsgCounter: true, allowMsgSchedules: true }],
  [10052, { allowMsgCounter: true, retention: 'interest' }],
  [10052, { persistMode: 'async', storage: 'memory' }],
  [10052, { persistMode: 'async', allowAtomicPublish: true }],
  [10052, { subjectDeleteMarkerTtl: '500ms' }],
  [10052, { republish: { source: 's.>', destination: 's.x.>' } }],
  [10052, { republish: { source: 's.*', destination: 'z.>' } }],
  [10156, { subjectTransform: { source: 's.*', dest: 'z.*' } }],
  [10156, { subjectTransform: { source: 's.*', dest: 'z.{{wildcard(2)}}' } }],
  [10156, { subjectTransform: { source: 's.>', dest: 'z' } }],
  [10052, { maxAge: '99ms' }],
  [10052, { duplicateWindow: '2h' }],
  [10052, { discardPerSubject: true, discard: 'new' }],
  [10052, { allowRollup: true, denyPurge: true }],
  [10074, { replicas: 3 }],
];

/** Streams that look wrong and are not. */
const takenStreams: Partial<StreamSpec>[] = [
  mirror({ retention: 'workqueue' }),
  mirror({ discard: 'new', maxMsgs: 5 }),
  mirror({ allowMsgTtl: true, denyDelete: true, allowRollup: true }),
  mirror({ maxMsgSize: 1000 }),
  mirror({ subjectTransform: { source: 'o.>', dest: 'p.>' } }),
  mirror({ republish: { destination: 'z.>' } }),
  copy({
    mirror: { name: 'O', subjectTransforms: [{ source: 'o.a', dest: '' }] },
  }),
  { ...source({}), allowMsgCounter: true },
  { ...source({}), subjectDeleteMarkerTtl: '2s' },
  { ...source({}), firstSequence: 5 },
  copy({
    sources: [
      { name: 'O', filterSubject: 'o.a' },
      { name: 'O', filterSubject: 'o.b' },
    ],
  }),
  { allowMsgSchedules: true, denyPurge: true },
  { allowMsgSchedules: true, retention: 'workqueue' },
  { allowMsgCounter: true, noAck: true },
  { allowAtomicPublish: true, noAck: true },
  { subjectDeleteMarkerTtl: '2s', denyPurge: true },
  { republish: { source: 'x.>', destination: 'y.>' } },
  { subjectTransform: { source: 's.*.*', dest: 'z.{{wildcard(2)}}.$1' } },
  { subjectTransform: { source: '', dest: 'z.>' } },
  { consumerLimits: { maxAckPending: 5, inactiveThreshold: '1h' } },
  { subjects: ['_INBOX.>', '$X.a', '{a}.x'] },
];

const push = (part: Partial<ConsumerSpec>): Partial<ConsumerSpec> => ({
  deliverSubject: 'd',
  ...part,
});
const overflow = (part: Partial<ConsumerSpec>): Partial<ConsumerSpec> => ({
  priorityPolicy: 'overflow',
  priorityGroups: ['a'],
  ...part,
});

/** Consumers with the code by which the server refuses them. */
const refusedConsumers: [code: number, consumer: Partial<ConsumerSpec>][] = [
  [10079, push({ deliverSubject: 'd.*' })],
  [10081, push({ deliverSubject: 'l.x' })],
  [10112, push({ deliverSubject: 'd..x' })],
  [10080, push({ maxWaiting: 5 })],
  [10082, push({ ackPolicy: 'none', maxAckPending: 5 })],
  [10083, push({ heartbeatInterval: '50ms' })],
  [10108, push({ flowControl: true })],
  [10178, push(overflow({}))],
  [10088, { heartbeatInterval: '1s' }],
  [10089, { flowControl: true }],
  [10086, { rateLimitBps: 5 }],
  [10115, { maxRequestExpires: '1us' }],
  [10196, { priorityGroups: ['a'] }],
  [10196, { priorityGroups: ['a'], priorityPolicy: 'none' }],
  [10159, { priorityPolicy: 'overflow' }],
  [10162, overflow({ priorityGroups: ['a'.repeat(17)] })],
  [10162, overflow({ priorityGroups: ['a.b'] })],
  [10161, overflow({ priorityGroups: [''] })],
  [10197, { pinnedTtl: '1s' }],
  [10121, { maxAckPending: 200 }],
  [10153, { inactiveThreshold: '2h' }],
  [10116, { backoff: ['1s', '2s', '3s'], maxDeliver: 2 }],
  [10094, { deliverPolicy: 'byStartSequence' }],
  [10136, { filterSubject: 'l.a', filterSubjects: ['l.b'] }],
  [10138, { filterSubjects: ['l.>', 'l.a'] }],
  [10074, { replicas: 3 }],
];

const takenConsumers: Partial<ConsumerSpec>[] = [
  push({ deliverGroup: 'c', flowControl: true, heartbeatInterval: '1s' }),
  push({ heartbeatInterval: '100ms', rateLimitBps: 5 }),
  push({ maxRequestBatch: 1 }),
  overflow({ priorityGroups: ['a', 'b'] }),
  overflow({ pinnedTtl: '1s', priorityPolicy: 'pinned_client' }),
  { priorityPolicy: 'none' },
  { pauseUntil: '2126-01-31T12:00:00Z' },
  { deliverGroup: 'g' },
  { maxAckPending: 100, inactiveThreshold: '1h' },
  { filterSubjects: ['l.x.>', 'l.*.y'] },
];

const LIMITED: StreamSpec = {
  name: 'L',
  subjects: ['l.>'],
  maxAge: '1h',
  consumerLimits: { maxAckPending: 100, inactiveThreshold: '1h' },
};

describe('the rules and the server', () => {
  let running: RunningNatsCluster;
  let client: NatsConnection;

  async function ask(operation: string, body: object): Promise<number> {
    const reply = await client.request(
      `$JS.API.${operation}`,
      JSON.stringify(body),
      { timeout: 10_000 },
    );
    const { error } = reply.json<{ error?: { err_code: number } }>();
    return error?.err_code ?? 0;
  }

  const create = (config: JetStreamConfig) =>
    ask(`STREAM.CREATE.${config.name}`, config);

  beforeAll(async () => {
    running = await startNatsServer();
    const { user, password } = running.credentials.accounts.APP;
    client = await connect({
      servers: running.servers.map(({ url }) => url),
      user,
      pass: password,
      tls: running.ca === undefined ? undefined : { ca: running.ca },
    });
    for (const stream of [ORIGIN, LIMITED]) {
      const code = await create(toStreamConfig(stream));
      if (code !== 0) {
        throw new Error(`The server refuses ${stream.name} with ${code}`);
      }
    }
  });

  afterAll(async () => {
    await client?.close();
    await running?.stop();
  });

  /** What the server says to the stream, 0 for yes, and what the rules do. */
  async function judgeStream(changes: Partial<StreamSpec>) {
    const wanted = { name: 'S', subjects: ['s.>'], maxAge: '1h', ...changes };
    const spec = { streams: [ORIGIN, wanted] };
    const [, complete] = completeMessagingSpec(spec, { replicas: 1 }).streams;
    const code = await create(toStreamConfig(complete));
    await ask('STREAM.DELETE.S', {});
    return { code, errors: errorsOf(spec) };
  }

  async function judgeConsumer(changes: Partial<ConsumerSpec>) {
    const consumer = { durableName: 'c', ...changes };
    const spec = { streams: [{ ...LIMITED, consumers: [consumer] }] };
    const [stream] = completeMessagingSpec(spec, { replicas: 1 }).streams;
    const code = await ask('CONSUMER.CREATE.L.c', {
      stream_name: 'L',
      config: toConsumerConfig(stream.consumers[0]),
      action: 'create',
    });
    await ask('CONSUMER.DELETE.L.c', {});
    return { code, errors: errorsOf(spec) };
  }

  function errorsOf(spec: unknown): string[] {
    return checkMessaging(spec, { servers: 1, serverVersion: '2.15.1' })
      .findings.filter(({ severity }) => severity === 'error')
      .map(({ path, message }) => `${path} ${message}`);
  }

  it.each(refusedStreams)(
    'refuse with %d the stream %j',
    async (code, part) => {
      const judged = await judgeStream(part);
      expect(judged).toEqual({
        code,
        errors: [expect.stringContaining(`${code}`)],
      });
    },
  );

  it.each(takenStreams)('take the stream %j', async part => {
    expect(await judgeStream(part)).toEqual({ code: 0, errors: [] });
  });

  it.each(refusedConsumers)(
    'refuse with %d the consumer %j',
    async (code, part) => {
      const judged = await judgeConsumer(part);
      expect(judged).toEqual({
        code,
        errors: [expect.stringContaining(`${code}`)],
      });
    },
  );

  it.each(takenConsumers)('take the consumer %j', async part => {
    expect(await judgeConsumer(part)).toEqual({ code: 0, errors: [] });
  });
});
