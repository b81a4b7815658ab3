import {
  ConsumerPage,
  ConsumerStatus,
  StreamPage,
} from '@nats-portal/plugin-nats-common';
import {
  RunningNatsCluster,
  startNatsServer,
} from '@nats-portal/plugin-nats-node/testUtils';
import { NatsConnection } from 'nats';
import {
  clientOf,
  component,
  eventually,
  startNatsBackend,
} from '../__testUtils__/startNatsBackend';

jest.setTimeout(60_000);

const names = ({ consumers }: ConsumerPage) =>
  consumers.map(({ stream, consumer }) => `${stream}/${consumer}`);

describe('the routes of a broker', () => {
  let running: RunningNatsCluster;
  const clients: NatsConnection[] = [];
  let get: Awaited<ReturnType<typeof startNatsBackend>>['get'];
  let stop: () => void;

  beforeAll(async () => {
    running = await startNatsServer({ accounts: ['APP', 'OTHER'] });
    const [app, other] = [
      await clientOf(running),
      await clientOf(running, 'OTHER'),
    ];
    clients.push(app, other);
    for (const client of clients) {
      const manager = await client.jetstreamManager();
      await manager.streams.add({ name: 'JOBS', subjects: ['jobs.>'] });
      await manager.consumers.add('JOBS', {
        durable_name: 'echo',
        ack_policy: 'explicit' as never,
      });
    }
    const manager = await app.jetstreamManager();
    await manager.streams.add({ name: 'EVENTS', subjects: ['events.>'] });
    for (const name of ['audit', 'billing', 'mail']) {
      await manager.consumers.add('EVENTS', {
        durable_name: name,
        ack_policy: 'explicit' as never,
        filter_subject: `events.${name}`,
      });
    }
    const js = app.jetstream();
    await js.views.kv('settings');
    for (let i = 0; i < 12; i++) {
      await js.publish(i < 9 ? 'events.mail' : 'events.billing');
    }
    await js.publish('jobs.one');
    const consumer = await js.consumers.get('EVENTS', 'billing');
    const message = await consumer.next({ expires: 5_000 });
    message?.ack();
    ({ get, stop } = await startNatsBackend({
      brokers: [running.brokerConfig('local')],
      entities: [
        component('strict', {
          'nats.io/broker': 'local',
          'nats.io/account': 'APP',
          'nats.io/consumers': 'EVENTS/mail',
          'nats.io/streams': 'JOBS, NOSUCH',
          'nats.io/thresholds': 'unprocessed-critical=5',
          'nats.io/scaling': 'EVENTS/mail maxReplicaCount=2 lagThreshold=3',
        }),
        component('lenient', {
          'nats.io/broker': 'local',
          'nats.io/consumers': 'EVENTS/mail',
        }),
      ],
    }));
    await eventually(
      () => get('/brokers/local/consumers'),
      ({ body }) => body.total === 5,
    );
  });

  afterAll(async () => {
    stop?.();
    await Promise.all(clients.map(client => client.close()));
    await running?.stop();
  });

  it('lists consumers with what they are to be sorted by, none of a bucket', async () => {
    const { body } = await get('/brokers/local/consumers?sort=backlog').expect(
      200,
    );
    expect(names(body).slice(0, 3)).toEqual([
      'EVENTS/mail',
      'EVENTS/billing',
      'JOBS/echo',
    ]);
    expect(body.consumers[0]).toMatchObject({
      account: 'APP',
      counters: { backlog: 9, inFlight: 0 },
      verdict: { level: expect.any(String) },
    });
    expect(body).toMatchObject({
      broker: 'local',
      total: 5,
      sampledAt: expect.stringMatching(/Z$/),
    });
    const { levels }: ConsumerPage = body;
    expect(Object.values(levels).reduce((a, b) => a + b)).toBe(5);
  });

  it('filters', async () => {
    const of = async (query: string) =>
      names((await get(`/brokers/local/consumers?${query}`).expect(200)).body);
    expect(await of('sort=name&stream=EVENTS')).toEqual([
      'EVENTS/audit',
      'EVENTS/billing',
      'EVENTS/mail',
    ]);
    expect(await of('q=S/MA')).toEqual(['EVENTS/mail']);
    expect(await of('account=OTHER')).toEqual(['JOBS/echo']);
    expect(await of('level=error,ok')).toEqual([]);
    expect(await of('level=unknown&q=audit')).toEqual(['EVENTS/audit']);
  });

  it('goes on where the page before ended, whatever was sampled in between', async () => {
    const shown: string[] = [];
    let query = 'sort=backlog&limit=2';
    for (let page = 0; page < 3; page++) {
      const { body } = await get(`/brokers/local/consumers?${query}`);
      shown.push(...names(body));
      query = `sort=backlog&limit=2&cursor=${body.nextCursor}`;
      // What was last has the most now.
      await clients[1].jetstream().publish('jobs.more');
      await new Promise(resolve => setTimeout(resolve, 1_200));
    }
    expect(query).toMatch(/cursor=undefined$/);
    expect(shown).toHaveLength(5);
    expect(new Set(shown).size).toBe(4);
    expect(shown.filter(name => name === 'JOBS/echo')).toHaveLength(2);
  });

  it('lists everything that is wrong with a query at once', async () => {
    const { status, body } = await get(
      '/brokers/local/consumers?sort=age&limit=0&level=bad&cursor=x&page=2',
    );
    expect(status).toBe(400);
    expect(body.error.name).toBe('InputError');
    for (const place of ['sort', 'limit', 'level[0]', 'cursor', '"page"']) {
      expect(body.error.message).toContain(place);
    }
  });

  it('does not go on in another order', async () => {
    const { body } = await get('/brokers/local/consumers?limit=1&sort=name');
    const { body: refused } = await get(
      `/brokers/local/consumers?sort=backlog&cursor=${body.nextCursor}`,
    ).expect(400);
    expect(refused.error.message).toMatch(/cursor: is of a list by name/);
  });

  it('lists streams, those of a bucket by name only', async () => {
    const { body } = await get('/brokers/local/streams?sort=messages').expect(
      200,
    );
    const { streams }: StreamPage = body;
    expect(streams.map(({ account, stream }) => [account, stream])).toEqual(
      expect.arrayContaining([
        ['APP', 'EVENTS'],
        ['APP', 'JOBS'],
        ['OTHER', 'JOBS'],
      ]),
    );
    expect(body.total).toBe(3);
    expect(streams[0]).toMatchObject({
      stream: 'EVENTS',
      state: { messages: 12, consumers: 3, replicas: 1 },
      settings: { retention: 'limits', replicas: 1 },
      verdict: { level: 'ok' },
    });
    const { body: bucket } = await get(
      '/brokers/local/streams?stream=KV_settings',
    );
    expect(bucket.streams).toMatchObject([{ stream: 'KV_settings' }]);
  });

  it('shows a consumer with its window', async () => {
    const path = '/brokers/local/consumers/EVENTS/billing';
    const { body } = await eventually(
      () => get(path),
      answer => answer.body.samples?.length >= 3,
    );
    expect(body).toMatchObject({
      broker: 'local',
      account: 'APP',
      stream: 'EVENTS',
      consumer: 'billing',
      intervalSeconds: 1,
      counters: { backlog: 2 },
      verdict: { level: 'unknown', rule: 'too-little-data' },
      changes: [],
      settings: { ackPolicy: 'explicit', filters: ['events.billing'] },
    });
    expect(['OK', 'STOP']).toContain(body.burrow);
    expect(body.thresholds).toContainEqual(
      expect.objectContaining({ key: 'behind-warning', origin: 'default' }),
    );
    expect(body.samples[0]).toMatchObject({ backlog: 2, inFlight: 0 });
    expect(body.samples[0]).not.toHaveProperty('deliveredPerSecond');
    expect(body.samples[1]).toMatchObject({
      deliveredPerSecond: 0,
      finishedPerSecond: 0,
    });
  });

  it('shows what a consumer did between two samples', async () => {
    const path = '/brokers/local/consumers/JOBS/echo?account=APP';
    const js = clients[0].jetstream();
    const consumer = await js.consumers.get('JOBS', 'echo');
    (await consumer.next({ expires: 5_000 }))?.ack();
    const { body } = await eventually(
      () => get(path),
      answer =>
        answer.body.samples.some(
          (point: { finishedPerSecond?: number }) =>
            (point.finishedPerSecond ?? 0) > 0,
        ),
    );
    const busy = body.samples.filter(
      (point: { deliveredPerSecond?: number }) =>
        (point.deliveredPerSecond ?? 0) > 0,
    );
    expect(busy).not.toHaveLength(0);
  });

  it('shows a stream with its samples and what came in', async () => {
    const { body } = await eventually(
      () => get('/brokers/local/streams/EVENTS'),
      answer => answer.body.samples?.length > 2,
    );
    expect(body).toMatchObject({
      broker: 'local',
      account: 'APP',
      stream: 'EVENTS',
      intervalSeconds: 1,
      verdict: { level: expect.any(String) },
      changes: expect.any(Array),
    });
    const [first, second] = body.samples;
    expect(first).not.toHaveProperty('publishedPerSecond');
    expect(second.at).toBeGreaterThan(first.at);
    expect(second).toMatchObject({
      messages: expect.any(Number),
      bytes: expect.any(Number),
      publishedPerSecond: expect.any(Number),
      removedPerSecond: 0,
      bytesPerSecond: expect.any(Number),
    });
  });

  it('names the streams there are instead of another, and the accounts that have one', async () => {
    const { body } = await get('/brokers/local/streams/EVENT').expect(404);
    expect(body.error.message).toMatch(
      /no stream EVENT \(streams: EVENTS, JOBS\)/,
    );
    const { body: several } = await get('/brokers/local/streams/JOBS').expect(
      400,
    );
    expect(several.error.message).toMatch(/account: .*APP, OTHER/);
    const { body: other } = await get(
      '/brokers/local/streams/JOBS?account=OTHER',
    ).expect(200);
    expect(other.account).toBe('OTHER');
  });

  it('asks which account is meant where several have it', async () => {
    const path = '/brokers/local/consumers/JOBS/echo';
    const { body } = await get(path).expect(400);
    expect(body.error.message).toMatch(/account: .*APP, OTHER/);
    const { body: other } = await get(`${path}?account=OTHER`).expect(200);
    expect(other.account).toBe('OTHER');
  });

  it.each([
    ['EVENTS/mali', /its consumers: audit, billing, mail/],
    ['EVENT/mail', /streams: EVENTS, JOBS/],
    ['JOBS/%24%7B..%2F', /no consumer JOBS\/\$\{\.\.\//],
  ])('names what there is instead of %s', async (wanted, message) => {
    const { body } = await get(`/brokers/local/consumers/${wanted}`).expect(
      404,
    );
    expect(body.error.message).toMatch(message);
  });

  it('judges a consumer by the thresholds of the entity through which it is looked at', async () => {
    const path = '/brokers/local/consumers/EVENTS/mail';
    const { body } = await get(`${path}?entity=component:default/strict`);
    expect(body).toMatchObject({
      verdict: { level: 'error', rule: 'threshold' },
      thresholds: expect.arrayContaining([
        {
          key: 'unprocessed-critical',
          value: 5,
          unit: 'count',
          origin: 'entity',
        },
      ]),
    });
    const { body: without } = await get(path);
    expect(without.verdict.level).not.toBe('error');
    await get(`${path}?entity=component:default/nobody`).expect(404);
  });

  it('judges, filters and sorts a list by what the entity says through which it is looked at', async () => {
    const path = '/brokers/local/consumers?entity=component:default/strict';
    const { body } = await get(`${path}&limit=1`).expect(200);
    expect(body).toMatchObject({
      consumers: [
        {
          consumer: 'mail',
          verdict: { level: 'error', rule: 'threshold' },
          scaling: { maxReplicaCount: 2 },
        },
      ],
      levels: { error: 1 },
    });
    const { body: rest } = await get(
      `${path}&limit=9&cursor=${body.nextCursor}`,
    );
    expect(names(rest)).toHaveLength(4);
    expect(names(rest)).not.toContain('EVENTS/mail');
    const { body: failing } = await get(`${path}&level=error`);
    expect(names(failing)).toEqual(['EVENTS/mail']);
    const { body: lenient } = await get(
      '/brokers/local/consumers?entity=lenient&level=error',
    ).expect(200);
    expect(names(lenient)).toEqual([]);
    await get('/brokers/local/consumers?entity=nobody').expect(404);
    const { body: odd } = await get(
      '/brokers/local/consumers?entity=%2F&limit=0',
    ).expect(400);
    expect(odd.error.message).toMatch(/limit: .*entity: /s);
  });

  it('says how many workers KEDA asks for, where the entity says that it does', async () => {
    // Nine wait: three workers of three messages each, and two are allowed.
    const scaling = {
      minReplicaCount: 0,
      maxReplicaCount: 2,
      lagThreshold: 3,
      activationLagThreshold: 0,
      desiredReplicas: 2,
    };
    const { body } = await get('/entities/component/default/strict');
    const mail = body.consumers.find(
      ({ consumer }: ConsumerStatus) => consumer === 'mail',
    );
    expect(mail.scaling).toEqual(scaling);
    const path = '/brokers/local/consumers/EVENTS/mail';
    const { body: one } = await get(`${path}?entity=component:default/strict`);
    expect(one.scaling).toEqual(scaling);
    const { body: without } = await get(path);
    expect(without).not.toHaveProperty('scaling');
  });

  it('shows the streams that an entity names, and judges by its thresholds', async () => {
    const { body } = await get('/entities/component/default/strict').expect(
      200,
    );
    expect(body.consumers).toContainEqual(
      expect.objectContaining({
        consumer: 'mail',
        verdict: expect.objectContaining({ level: 'error', rule: 'threshold' }),
      }),
    );
    expect(body.streams).toMatchObject([
      {
        stream: 'NOSUCH',
        verdict: {
          level: 'unknown',
          rule: 'not-found',
          reason: expect.stringContaining('EVENTS, JOBS'),
        },
      },
      { stream: 'EVENTS', verdict: { level: 'ok' } },
      { stream: 'JOBS', account: 'APP', verdict: { level: 'ok' } },
    ]);
    const { body: lenient } = await get('/entities/component/default/lenient');
    expect(lenient.consumers[0].verdict.level).not.toBe('error');
  });

  it.each([
    '/brokers',
    '/brokers/local',
    '/brokers/local/streams',
    '/brokers/local/consumers?limit=2&entity=strict',
    '/brokers/local/consumers/EVENTS/audit',
    '/brokers/local/streams/EVENTS',
    '/entities/component/default/strict',
    '/fleet',
  ])('answers %s again only when there is something new', async path => {
    const hits = await eventually(
      async () => {
        const first = await get(path).expect(200);
        const { etag } = first.headers;
        const again = await get(path).set('If-None-Match', etag);
        return { status: again.status, text: again.text, etag };
      },
      ({ status }) => status === 304,
    );
    expect(hits).toMatchObject({ status: 304, text: '' });
    expect(hits.etag).toMatch(/^W\//);
    const later = await eventually(
      () => get(path).set('If-None-Match', hits.etag),
      ({ status }) => status === 200,
    );
    expect(later.headers.etag).not.toBe(hits.etag);
  });

  it('shows nothing to those who may not see streams', async () => {
    const backend = await startNatsBackend({
      brokers: [running.brokerConfig('local')],
      allow: ({ name }) => name === 'nats.broker.read',
    });
    for (const path of [
      'streams',
      'streams/EVENTS',
      'consumers',
      'consumers/JOBS/echo',
    ]) {
      const { body } = await backend.get(`/brokers/local/${path}`).expect(403);
      expect(body.error.message).toMatch(/nats\.messaging\.read/);
    }
    backend.stop();
  });
});
