import { connect, NatsConnection } from 'nats';
import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { brokerAt, closeBrokers } from './__testUtils__/brokerAt';
import { eventually } from './__testUtils__/eventually';
import { failureOf } from './__testUtils__/failureOf';
import { Broker } from './Broker';
import { PlannedAsset } from './MessagingPlan';
import {
  freePorts,
  RunningNatsCluster,
  startNatsCluster,
  startNatsServer,
} from './testUtils';

jest.setTimeout(60_000);

const JOBS = {
  streams: [
    {
      name: 'JOBS',
      subjects: ['jobs.>'],
      retention: 'workqueue',
      maxAge: '24h',
      consumers: [
        {
          durableName: 'echo-workers',
          filterSubject: 'jobs.echo',
          ackWait: '30s',
          maxDeliver: 3,
        },
        { durableName: 'mail-workers', filterSubject: 'jobs.mail' },
      ],
    },
    { name: 'EVENTS', subjects: ['events.>'], maxBytes: 1_000_000 },
  ],
};

async function clientOf(running: RunningNatsCluster): Promise<NatsConnection> {
  const { user, password } = running.credentials.accounts.APP;
  return connect({
    servers: running.servers.map(({ url }) => url),
    user,
    pass: password,
    tls: running.ca === undefined ? undefined : { ca: running.ca },
  });
}

/** The parts of the JetStream API's replies that are looked at here. */
interface ApiReply {
  config: Record<string, unknown>;
  cluster?: { leader?: string };
  streams: string[] | null;
  total: number;
  api: { total: number };
}

async function ask(
  client: NatsConnection,
  operation: string,
  body: object = {},
): Promise<ApiReply> {
  const reply = await client.request(
    `$JS.API.${operation}`,
    JSON.stringify(body),
    { timeout: 10_000 },
  );
  return reply.json();
}

const actions = (assets: PlannedAsset[]) =>
  assets.map(({ stream, consumer, action }) =>
    [action, stream, ...(consumer ? [consumer] : [])].join(' '),
  );

afterAll(closeBrokers);

describe('one server', () => {
  let running: RunningNatsCluster;
  let broker: Broker;
  let client: NatsConnection;

  beforeAll(async () => {
    running = await startNatsServer({ accountsWithoutJetStream: ['PLAIN'] });
    broker = brokerAt(running.brokerConfig('one'));
    client = await clientOf(running);
  });

  beforeEach(async () => {
    const { streams } = await ask(client, 'STREAM.NAMES');
    for (const name of streams ?? []) {
      await ask(client, `STREAM.DELETE.${name}`);
    }
  });

  afterAll(async () => {
    await client?.close();
    await running?.stop();
  });

  it('creates what a spec wants, and changes nothing the second time', async () => {
    const planned = await broker.planMessaging(JOBS);
    expect(planned).toMatchObject({ broker: 'one', account: 'APP' });
    expect(actions(planned.assets)).toEqual([
      'create JOBS',
      'create JOBS echo-workers',
      'create JOBS mail-workers',
      'create EVENTS',
    ]);
    expect((await ask(client, 'STREAM.NAMES')).streams).toBeNull();

    const progress: string[] = [];
    const applied = await broker.applyMessaging(JOBS, {
      onProgress: asset => progress.push(...actions([asset])),
    });
    expect(applied).toMatchObject({ created: 4, updated: 0, unchanged: 0 });
    expect(progress.sort()).toEqual(actions(planned.assets).sort());
    expect(
      (await ask(client, 'CONSUMER.INFO.JOBS.echo-workers')).config,
    ).toMatchObject({
      ack_policy: 'explicit',
      ack_wait: 30e9,
      max_deliver: 3,
      filter_subject: 'jobs.echo',
    });
    expect((await ask(client, 'STREAM.INFO.JOBS')).config).toMatchObject({
      max_age: 24 * 3600e9,
      num_replicas: 1,
    });

    const again = await broker.applyMessaging(JOBS);
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 4 });
    expect(again.plan.assets.flatMap(({ changes }) => changes)).toEqual([]);
  });

  it('keeps what the spec does not name', async () => {
    await ask(client, 'STREAM.CREATE.EVENTS', {
      name: 'EVENTS',
      subjects: ['events.>'],
      max_msgs: 5_000,
      discard: 'new',
      allow_msg_ttl: true,
      metadata: { team: 'a', tier: 'gold' },
    });
    await ask(client, 'CONSUMER.CREATE.EVENTS.audit', {
      stream_name: 'EVENTS',
      config: {
        durable_name: 'audit',
        name: 'audit',
        ack_policy: 'all',
        max_ack_pending: 7,
        filter_subject: 'events.a',
        metadata: { keep: 'me' },
      },
    });
    const applied = await broker.applyMessaging({
      streams: [
        {
          name: 'EVENTS',
          subjects: ['events.>'],
          maxAge: '1m',
          metadata: { tier: 'silver' },
          consumers: [{ durableName: 'audit', filterSubjects: ['events.b'] }],
        },
      ],
    });
    expect(applied.plan.assets).toEqual([
      {
        kind: 'stream',
        stream: 'EVENTS',
        action: 'update',
        changes: [
          { field: 'maxAge', from: undefined, to: '1m' },
          {
            field: 'metadata',
            from: { team: 'a', tier: 'gold' },
            to: { team: 'a', tier: 'silver' },
          },
        ],
      },
      {
        kind: 'consumer',
        stream: 'EVENTS',
        consumer: 'audit',
        action: 'update',
        changes: [
          { field: 'filterSubjects', from: ['events.a'], to: ['events.b'] },
        ],
      },
    ]);
    expect((await ask(client, 'STREAM.INFO.EVENTS')).config).toMatchObject({
      subjects: ['events.>'],
      max_msgs: 5_000,
      discard: 'new',
      allow_msg_ttl: true,
      max_age: 60e9,
      // The window follows: it may not be longer than the age.
      duplicate_window: 60e9,
      metadata: { team: 'a', tier: 'silver' },
    });
    expect(
      (await ask(client, 'CONSUMER.INFO.EVENTS.audit')).config,
    ).toMatchObject({
      ack_policy: 'all',
      max_ack_pending: 7,
      filter_subjects: ['events.b'],
      metadata: { keep: 'me' },
    });
  });

  it('refuses what the server would refuse, before anything is written', async () => {
    await broker.applyMessaging(JOBS);
    const wanted = {
      streams: [
        {
          ...JOBS.streams[0],
          retention: 'limits',
          consumers: [
            {
              durableName: 'echo-workers',
              filterSubject: 'jobs.echo',
              deliverPolicy: 'new',
            },
            { durableName: 'new-workers', filterSubject: 'jobs.new' },
          ],
        },
        { name: 'NEW', subjects: ['new.>'], maxBytes: 1_000 },
      ],
    };
    const { assets } = await broker.planMessaging(wanted);
    expect(actions(assets)).toEqual([
      'refused JOBS',
      'refused JOBS echo-workers',
      'create JOBS new-workers',
      'create NEW',
    ]);
    const error = await failureOf(broker.applyMessaging(wanted));
    expect(error.name).toBe('ConflictError');
    expect(error.message).toMatch(
      /Nothing was changed.*\n.*Stream JOBS: retention cannot be changed from workqueue to limits \(10052\).*0 messages and 2 consumers\n.*Consumer JOBS\/echo-workers: deliver_policy.*\(10012\)/,
    );
    expect((await ask(client, 'STREAM.NAMES')).streams?.sort()).toEqual([
      'EVENTS',
      'JOBS',
    ]);
    expect((await ask(client, 'CONSUMER.NAMES.JOBS')).total).toBe(2);
  });

  it('refuses subjects and messages that others of the account have', async () => {
    await broker.applyMessaging(JOBS);
    const { assets } = await broker.planMessaging({
      streams: [
        {
          name: 'JOBS',
          subjects: ['jobs.>'],
          consumers: [{ durableName: 'greedy', filterSubject: 'jobs.echo' }],
        },
        { name: 'OTHER', subjects: ['events.a'], maxBytes: 1_000 },
      ],
    });
    expect(actions(assets)).toEqual([
      'unchanged JOBS',
      'refused JOBS greedy',
      'refused OTHER',
    ]);
    expect(assets[1].reason).toContain('echo-workers');
    expect(assets[2].reason).toContain('10065');
  });

  it('lists every mistake of an input and creates nothing', async () => {
    const error = await failureOf(
      broker.applyMessaging({
        streams: [
          { name: 'GOOD', subjects: ['good.>'], maxBytes: 1_000 },
          {
            name: 'a.b',
            subjects: ['x.>', 'x.y'],
            replicas: 3,
            maxAge: '7 days',
            consumers: [
              { durableName: 'c', backoff: ['1s', '2s'], maxDeliver: 1 },
            ],
          },
        ],
      }),
    );
    expect(error.name).toBe('InputError');
    for (const path of [
      'streams[1].name',
      'streams[1].subjects[1]',
      'streams[1].replicas',
      'streams[1].maxAge',
      'streams[1].consumers[0].backoff',
    ]) {
      expect(error.message).toContain(`- ${path}: `);
    }
    expect((await ask(client, 'STREAM.NAMES')).streams).toBeNull();
  });

  it('reaches the same state when two apply the same at once', async () => {
    const other = brokerAt(running.brokerConfig('one'));
    const results = await Promise.all([
      broker.applyMessaging(JOBS),
      other.applyMessaging(JOBS),
      broker.applyMessaging(JOBS),
    ]);
    expect(results).toHaveLength(3);
    expect(await broker.applyMessaging(JOBS)).toMatchObject({ unchanged: 4 });
  });

  it('goes on after a stop in the middle', async () => {
    const stop = new AbortController();
    const error = await failureOf(
      broker.applyMessaging(JOBS, {
        signal: stop.signal,
        onProgress: () => stop.abort(),
      }),
    );
    expect(error.name).toBe('AbortError');
    const again = await broker.applyMessaging(JOBS);
    expect(again.created).toBeGreaterThan(0);
    expect(again.created + again.unchanged).toBe(4);
  });

  it('refuses before it begins what no server has room for on its disk', async () => {
    const error = await failureOf(
      broker.applyMessaging({
        streams: [{ name: 'HUGE', subjects: ['huge'], maxBytes: 2 ** 50 }],
      }),
    );
    expect(error.message).toMatch(/Nothing was changed.*\n.*\(10047\)/);
  });

  it('says how far it got when the server refuses in the middle', async () => {
    const error = await failureOf(
      broker.applyMessaging({
        streams: [
          { name: 'SMALL', subjects: ['small'], maxBytes: 1_000 },
          // What servers have reserved in memory is not known.
          {
            name: 'HUGE',
            subjects: ['huge'],
            maxBytes: 2 ** 50,
            storage: 'memory',
          },
        ],
      }),
    );
    expect(error.name).toBe('ConflictError');
    expect(error.message).toMatch(
      /Stopped after \d of 2.*Stream HUGE: .*\(100\d\d\)/,
    );
  });

  it('plans an account of a thousand consumers without a call for each', async () => {
    const spec = {
      streams: Array.from({ length: 10 }, (_, i) => ({
        name: `S${i}`,
        subjects: [`s${i}.>`],
        maxBytes: 1_000,
        consumers: Array.from({ length: 100 }, (__, j) => ({
          durableName: `c${j}`,
          filterSubject: `s${i}.${j}`,
        })),
      })),
    };
    expect(await broker.applyMessaging(spec)).toMatchObject({ created: 1010 });
    const before = (await ask(client, 'INFO')).api.total;
    expect(await broker.applyMessaging(spec)).toMatchObject({
      unchanged: 1010,
    });
    const after = (await ask(client, 'INFO')).api.total;
    // The level, a list of streams, and one list of consumers for each stream.
    expect(after - before).toBeLessThan(20);
  });

  it('reads a snapshot with what consumers have before them', async () => {
    await broker.applyMessaging(JOBS);
    for (let i = 0; i < 5; i++) {
      await client.jetstream().publish('jobs.echo', 'hello');
    }
    const consumer = await client
      .jetstream()
      .consumers.get('JOBS', 'echo-workers');
    await consumer.next();
    const snapshot = await broker.readSnapshot();
    expect(snapshot).toMatchObject({
      servers: [{ name: 'n1', jetstream: { storageLimit: 1024 ** 3 } }],
      leaderless: [],
      problems: [],
    });
    expect(snapshot.servers[0].jetstream).not.toHaveProperty('metaLeader');
    expect(snapshot.streams).toContainEqual(
      expect.objectContaining({ account: 'APP', name: 'JOBS', messages: 5 }),
    );
    expect(snapshot.consumers).toContainEqual(
      expect.objectContaining({
        account: 'APP',
        stream: 'JOBS',
        name: 'echo-workers',
        pending: 4,
        ackPending: 1,
        leader: '',
      }),
    );
  });

  it('names the accounts that are configured, and what a snapshot needs', async () => {
    const { system: _system, ...entry } = running.brokerConfig('one');
    const without = brokerAt(entry);
    expect(
      await failureOf(without.planMessaging(JOBS, { account: 'ap' })),
    ).toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('configured accounts: APP, PLAIN'),
    });
    const { accounts: _accounts, ...nobody } = entry;
    expect(await failureOf(brokerAt(nobody).readSnapshot())).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(
        'nats.brokers[0] has neither system, which names a user of the system account, nor monitoring nor accounts',
      ),
    });
  });

  it('says that an account has no JetStream', async () => {
    expect(
      await failureOf(broker.planMessaging(JOBS, { account: 'PLAIN' })),
    ).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/account PLAIN: JetStream not enabled/),
    });
  });

  it('says so when the user may not ask for a snapshot', async () => {
    const entry = running.brokerConfig('one');
    const { user, password } = running.credentials.accounts.APP;
    const error = await failureOf(
      brokerAt({
        ...entry,
        system: { user, password },
      }).readSnapshot(),
    );
    expect(error.name).toBe('NotAllowedError');
    expect(error.message).toContain('not in the system account');
  });

  it('plans nothing for what it has just applied, and refuses what the server would, whatever it was', async () => {
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
      fc.option(arbitrary, { nil: undefined });
    const seconds = fc.integer({ min: 121, max: 900 }).map(n => `${n}s`);
    const consumer = fc.record({
      description: maybe(fc.string({ maxLength: 20 })),
      deliverPolicy: maybe(fc.constantFrom('all', 'new', 'last')),
      ackPolicy: maybe(fc.constantFrom('explicit', 'none')),
      maxDeliver: maybe(fc.constantFrom(-1, 3, 5)),
      backoff: maybe(fc.constantFrom(['1s'], ['1s', '5s', '1m'])),
      maxAckPending: maybe(fc.integer({ min: -1, max: 5000 })),
      maxWaiting: maybe(fc.constantFrom(1, 512, 600)),
      maxRequestBatch: maybe(fc.integer({ min: 0, max: 100 })),
      maxRequestExpires: maybe(seconds),
      inactiveThreshold: maybe(seconds),
      sampleFreq: maybe(fc.constantFrom('50', '100%')),
      headersOnly: maybe(fc.boolean()),
      memStorage: maybe(fc.boolean()),
      replicas: maybe(fc.constantFrom(0, 1)),
      replayPolicy: maybe(fc.constantFrom('instant', 'original')),
      filterSubjects: maybe(fc.constantFrom(['p.b', 'p.a'], ['p.*'])),
      metadata: maybe(fc.dictionary(fc.string({ maxLength: 8 }), fc.string())),
    });
    const stream = fc.record({
      description: maybe(fc.string({ maxLength: 20 })),
      retention: maybe(fc.constantFrom('limits', 'interest')),
      discard: maybe(fc.constantFrom('old', 'new')),
      maxAge: maybe(seconds),
      maxMsgs: maybe(fc.integer({ min: -1, max: 5000 })),
      maxMsgSize: maybe(fc.integer({ min: -1, max: 5000 })),
      maxMsgsPerSubject: maybe(fc.integer({ min: -1, max: 50 })),
      maxConsumers: maybe(fc.constantFrom(-1, 0, 5)),
      duplicateWindow: maybe(fc.constantFrom('1s', '2m')),
      noAck: maybe(fc.boolean()),
      compression: maybe(fc.constantFrom('none', 's2')),
      allowDirect: maybe(fc.boolean()),
      allowRollup: maybe(fc.boolean()),
      denyDelete: maybe(fc.boolean()),
      metadata: maybe(fc.dictionary(fc.string({ maxLength: 8 }), fc.string())),
      consumers: fc.array(consumer, { maxLength: 2 }),
    });
    const compact = (value: object) =>
      Object.fromEntries(
        Object.entries(value).filter(([, field]) => field !== undefined),
      );
    const toSpec = (
      name: string,
      { consumers, ...own }: { consumers: object[] },
    ) => ({
      streams: [
        {
          ...compact(own),
          name,
          subjects: ['p.>'],
          maxBytes: 1_000_000,
          consumers: consumers.map((one, i) => ({
            ...compact(one),
            durableName: `c${i}`,
          })),
        },
      ],
    });
    const changesOf = async (spec: object) => {
      const { assets } = await broker.planMessaging(spec);
      return assets.filter(({ action }) => action !== 'unchanged');
    };
    let run = 0;
    await fc.assert(
      fc.asyncProperty(stream, stream, async (first, second) => {
        const name = `P${run++}`;
        const before = toSpec(name, first);
        const after = toSpec(name, second);
        try {
          await broker.applyMessaging(before);
          expect(await changesOf(before)).toEqual([]);
          const isRefused = (await changesOf(after)).some(
            ({ action }) => action === 'refused',
          );
          const outcome = await broker.applyMessaging(after).then(
            () => 'applied',
            error => error.name,
          );
          expect(outcome).toBe(isRefused ? 'ConflictError' : 'applied');
          expect(await changesOf(isRefused ? before : after)).toEqual([]);
        } finally {
          await ask(client, `STREAM.DELETE.${name}`);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/**
 * A server of its own: while one takes a change of its configuration in, it has
 * nobody who answers for JetStream, which the tests beside would meet.
 */
describe('a user who may not ask everything', () => {
  let running: RunningNatsCluster;

  beforeAll(async () => {
    running = await startNatsServer();
  });

  afterAll(() => running?.stop());

  it('reads all but the health of the servers where that is not allowed', async () => {
    const broker = brokerAt(running.brokerConfig('one'));
    const [before] = (await broker.readSnapshot()).servers;
    expect(before.health).toBe('ok');
    const [{ configFile, signal }] = running.servers;
    const text = await readFile(configFile, 'utf8');
    await writeFile(configFile, text.replace('PING.HEALTHZ', 'PING.IDZ'));
    signal('SIGHUP');
    const read = () => broker.readSnapshot().catch(() => undefined);
    const snapshot = await eventually(
      read,
      found => found?.servers[0]?.health === undefined && Boolean(found),
    );
    expect(snapshot?.problems).toEqual([]);
    expect(snapshot?.servers).toMatchObject([{ name: 'n1', jetstream: {} }]);
    expect(snapshot?.servers[0]).not.toHaveProperty('health');
    await writeFile(configFile, text);
    signal('SIGHUP');
    await eventually(read, found => found?.servers[0]?.health === 'ok');
  });

  it('is told which question is not allowed', async () => {
    const [{ configFile, signal }] = running.servers;
    const text = await readFile(configFile, 'utf8');
    await writeFile(configFile, text.replace('PING.JSZ', 'PING.IDZ'));
    signal('SIGHUP');
    const broker = brokerAt(running.brokerConfig('one'));
    // While the server takes the change in, it ends the connections of the user.
    const error = await eventually(
      () => failureOf(broker.readSnapshot()),
      ({ message }) => message.includes('may not publish'),
    );
    expect(error).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('$SYS.REQ.SERVER.PING.JSZ'),
    });
  });
});

describe('a broker that is away', () => {
  it('is named with its address, soon, whatever is asked of it', async () => {
    const [port] = await freePorts(1);
    const user = { user: 'u', password: 'p' };
    const broker = brokerAt({
      name: 'away',
      servers: `tls://127.0.0.1:${port}`,
      system: user,
      accounts: [{ name: 'APP', ...user }],
    });
    const started = Date.now();
    for (const call of [
      () => broker.readSnapshot(),
      () => broker.planMessaging(JOBS),
      () => broker.applyMessaging(JOBS),
    ]) {
      expect(await failureOf(call())).toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining(
          `"away" does not answer: tls://127.0.0.1:${port} refused`,
        ),
      });
    }
    expect(Date.now() - started).toBeLessThan(2_000);
    // What is wrong with the input is said without the broker.
    expect((await failureOf(broker.planMessaging({}))).name).toBe('InputError');
  });
});

describe('three servers', () => {
  let running: RunningNatsCluster;
  let broker: Broker;
  let client: NatsConnection;

  beforeAll(async () => {
    running = await startNatsCluster();
    broker = brokerAt(running.brokerConfig('three'));
    client = await clientOf(running);
  });

  afterAll(async () => {
    await client?.close();
    await running?.stop();
  });

  it('keeps three copies where the spec does not say', async () => {
    const [one, two] = await Promise.all([
      broker.applyMessaging(JOBS),
      brokerAt(running.brokerConfig('three')).applyMessaging(JOBS),
    ]);
    expect(one.created + two.created).toBeGreaterThanOrEqual(4);
    expect(await broker.applyMessaging(JOBS)).toMatchObject({ unchanged: 4 });
    expect((await ask(client, 'STREAM.INFO.JOBS')).config.num_replicas).toBe(3);
  });

  it('reads each consumer once, as its leader says, also when another server leads the stream', async () => {
    await broker.applyMessaging(JOBS);
    for (let i = 0; i < 5; i++) {
      await client.jetstream().publish('jobs.echo', 'hello');
    }
    const leaders = async () => {
      const stream = await ask(client, 'STREAM.INFO.JOBS');
      const consumer = await ask(client, 'CONSUMER.INFO.JOBS.echo-workers');
      return [stream.cluster?.leader, consumer.cluster?.leader];
    };
    const apart = await eventually(
      async () => {
        const [stream, consumer] = await leaders();
        if (stream === consumer) {
          await ask(client, 'CONSUMER.LEADER.STEPDOWN.JOBS.echo-workers');
        }
        return [stream, consumer];
      },
      ([stream, consumer]) => Boolean(consumer) && stream !== consumer,
    );
    expect(apart[0]).not.toBe(apart[1]);
    const snapshot = await eventually(
      () => broker.readSnapshot(),
      ({ leaderless }) => leaderless.length === 0,
    );
    expect(snapshot.servers.map(({ name }) => name)).toEqual([
      'n1',
      'n2',
      'n3',
    ]);
    expect(snapshot.problems).toEqual([]);
    expect(
      snapshot.consumers.filter(({ name }) => name === 'echo-workers'),
    ).toEqual([
      expect.objectContaining({
        leader: apart[1],
        pending: 5,
        account: 'APP',
        stream: 'JOBS',
      }),
    ]);
    expect(snapshot.streams.filter(({ name }) => name === 'JOBS')).toEqual([
      expect.objectContaining({ messages: 5 }),
    ]);
    expect(
      snapshot.servers.map(({ jetstream }) => jetstream?.clusterSize),
    ).toEqual([3, 3, 3]);
  });

  it('reads on without a server that was killed, soon, and names it', async () => {
    await broker.readSnapshot();
    await running.servers[2].kill();
    const started = Date.now();
    const snapshot = await broker.readSnapshot();
    expect(Date.now() - started).toBeLessThan(3_000);
    expect(snapshot.servers.map(({ name }) => name)).toEqual(['n1', 'n2']);
    expect(snapshot.silent).toEqual(['n3']);
    expect(snapshot.servers[0].jetstream?.clusterSize).toBe(3);

    const settled = await eventually(
      () => broker.readSnapshot(),
      ({ leaderless }) => leaderless.length === 0,
    );
    expect(
      settled.consumers.find(({ name }) => name === 'echo-workers'),
    ).toMatchObject({ pending: 5 });
    // JetStream elects a leader when it was the killed one; until then nothing is applied.
    const applied = await eventually(
      () => broker.applyMessaging(JOBS).catch(() => undefined),
      result => result !== undefined,
    );
    expect(applied).toMatchObject({ unchanged: 4 });
  });
});
