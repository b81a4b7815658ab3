import {
  BackendFeature,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import {
  Broker,
  NatsBrokers,
  natsBrokersServiceRef,
} from '@nats-portal/plugin-nats-node';
import { join, resolve } from 'node:path';
import request from 'supertest';
import { parseAllDocuments } from 'yaml';
import natsPlugin from '.';

function component(name: string, annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', owner: 'team-a', lifecycle: 'production' },
  };
}

const root = resolve(__dirname, '../../..');

const cluster = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'nats.io/broker': name },
  },
  spec: { type: 'kubernetes-cluster', owner: 'platform' },
});

const entities = [
  cluster('local'),
  cluster('away'),
  component('worker', {
    'nats.io/broker': 'local',
    'nats.io/consumers': 'JOBS/echo-workers',
  }),
  // Whoever may edit an entity can name what is not theirs.
  {
    ...component('thief', {
      'nats.io/broker': 'local',
      'nats.io/consumers': 'JOBS/echo-workers',
    }),
    spec: { type: 'service', owner: 'team-b', lifecycle: 'production' },
  },
  component('everything', { 'nats.io/broker': 'local' }),
  component('misspelt', {
    'nats.io/broker': 'local',
    'nats.io/consumers': 'JOBS/echo-worker, nonsense',
  }),
  component('elsewhere', { 'nats.io/broker': 'minicloud-nats' }),
  component('quiet', {
    'nats.io/broker': 'away',
    'nats.io/consumers': 'JOBS/echo-workers',
  }),
  component('plain', {}),
];

function snapshot(): BrokerSnapshot {
  const at = Date.now();
  const consumer = (stream: string, name: string, pending: number) => ({
    account: 'APP',
    stream,
    name,
    created: '2026-01-01T00:00:00Z',
    at,
    leader: 'n1',
    deliveredConsumerSequence: 0,
    deliveredStreamSequence: 0,
    ackFloorStreamSequence: 0,
    pending,
    ackPending: 2,
    redelivered: 1,
    waiting: 0,
    pushBound: false,
    paused: false,
  });
  return {
    at,
    servers: [
      {
        id: 'S1',
        name: 'n1',
        version: '2.15.1',
        at,
        startedAt: at - 60_000,
        connections: 3,
        memory: 1024,
        slowConsumers: 0,
        jetstream: {
          storageUsed: 10,
          storageReserved: 0,
          storageLimit: 100,
          memoryUsed: 0,
          memoryReserved: 0,
        },
      },
    ],
    streams: [],
    consumers: [
      consumer('JOBS', 'echo-workers', 5),
      consumer('JOBS', 'audit', 0),
      consumer('KV_settings', 'watcher', 0),
    ],
    leaderless: [],
    leaderlessStreams: [],
    unreadable: [],
    source: 'system',
    problems: [],
  };
}

function broker(name: string, readSnapshot: Broker['readSnapshot']): Broker {
  return {
    info: { name, servers: ['tls://127.0.0.1:4222'], accounts: ['APP'] },
    readSnapshot,
    listen: () => ({ attend: () => new Map(), close: () => {} }),
    findMessage: async () => undefined,
    planMessaging: async (_input, { account = 'APP' } = {}) => ({
      broker: name,
      account,
      assets: [
        {
          kind: 'consumer',
          stream: 'JOBS',
          consumer: 'echo',
          action: 'update',
          changes: [{ field: 'maxDeliver', from: 3, to: 5 }],
        },
      ],
    }),
    applyMessaging: jest.fn(),
  };
}

const known = [
  broker('local', async () => snapshot()),
  broker('away', async () => {
    throw new Error('tls://127.0.0.1:1 did not answer within 5 s');
  }),
];

const brokers: NatsBrokers = {
  list: () => known.map(({ info }) => info),
  find: name => known.find(({ info }) => info.name === name),
  get: name => {
    const found = known.find(({ info }) => info.name === name);
    if (!found) {
      throw new NotFoundError(name);
    }
    return found;
  },
};

async function start(
  allow: (permission: BasicPermission) => boolean = () => true,
  catalog: BackendFeature = catalogServiceMock.factory({ entities }),
) {
  const { server } = await startTestBackend({
    features: [
      natsPlugin,
      catalog,
      mockServices.rootConfig.factory({
        data: {
          nats: {
            sampling: { interval: { seconds: 1 } },
            defaults: join(root, 'templates/defaults.yaml'),
            skeleton: join(root, 'skeleton'),
          },
        },
      }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result: allow(permission as BasicPermission)
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
          })),
      }).factory,
      mockServices.scheduler.factory({
        includeInitialDelayedTasksOnStartup: true,
      }),
      createServiceFactory({
        service: natsBrokersServiceRef,
        deps: {},
        factory: () => brokers,
      }),
    ],
  });
  const get = (path: string) => request(server).get(`/api/nats${path}`);
  const post = (path: string, body: object) =>
    request(server).post(`/api/nats${path}`).send(body);
  return { get, post };
}

/** Waits until each broker was asked once, whatever came of it. */
async function sampled(get: (path: string) => request.Test) {
  for (let attempt = 0; attempt < 50; attempt++) {
    const { body } = await get('/brokers');
    const never = body.brokers.filter(
      (item: { name: string; verdict: { reason: string } }) =>
        item.verdict.reason === 'Never reached so far',
    );
    if (never.length === 0) {
      return;
    }
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error('The brokers were never sampled');
}

describe('the nats backend plugin', () => {
  it('shows a broker with its servers and storage', async () => {
    const { get } = await start();
    await sampled(get);
    const { body } = await get('/brokers/local').expect(200);
    expect(body).toMatchObject({
      name: 'local',
      verdict: { level: 'ok' },
      servers: [{ name: 'n1', version: '2.15.1' }],
      storage: { used: 10, limit: 100 },
    });
  });

  it('lists all brokers, and one that is away hides no other', async () => {
    const { get } = await start();
    await sampled(get);
    const { body } = await get('/brokers').expect(200);
    expect(body.brokers).toMatchObject([
      {
        name: 'away',
        verdict: {
          level: 'unknown',
          reason: expect.stringContaining('tls://127.0.0.1:1'),
        },
      },
      { name: 'local', verdict: { level: 'ok' } },
    ]);
  });

  it('shows all brokers with how they did in the last hour, and their consumers', async () => {
    const { get } = await start();
    await sampled(get);
    const { body } = await get('/fleet').expect(200);
    expect(body.brokers).toMatchObject([
      { name: 'away', lastHour: expect.any(Array), consumers: { ok: 0 } },
      { name: 'local', lastHour: expect.any(Array), consumers: { unknown: 2 } },
    ]);
    expect(body.brokers[1].lastHour).toHaveLength(60);
    expect(
      body.largestBacklogs.map((row: { consumer: string }) => row.consumer),
    ).toEqual(['echo-workers', 'audit']);
  });

  it('shows brokers without their consumers to those who may not see these', async () => {
    const { get } = await start(({ name }) => name === 'nats.broker.read');
    await sampled(get);
    const { body } = await get('/fleet').expect(200);
    expect(body.brokers).toHaveLength(2);
    expect(body.brokers[0]).not.toHaveProperty('consumers');
    expect(body).not.toHaveProperty('largestBacklogs');
    expect(body).not.toHaveProperty('furthestBehind');
  });

  it('names the candidates for a broker that is not configured', async () => {
    const { get } = await start();
    const { body } = await get('/brokers/lokal').expect(404);
    expect(body.error.message).toMatch(/configured: away, local/);
  });

  it('shows the consumers that an entity names', async () => {
    const { get } = await start();
    await sampled(get);
    const { body } = await get('/entities/component/default/worker').expect(
      200,
    );
    expect(body.consumers).toMatchObject([
      {
        stream: 'JOBS',
        consumer: 'echo-workers',
        counters: { backlog: 7, inFlight: 2, redelivered: 1 },
        verdict: { level: 'unknown', rule: 'too-little-data' },
      },
    ]);
    expect(body.consumers[0].trend).not.toHaveLength(0);
  });

  it('shows all consumers but the internal ones where an entity names a broker only', async () => {
    const { get } = await start();
    await sampled(get);
    const { body } = await get('/entities/component/default/everything');
    expect(
      body.consumers.map((item: { consumer: string }) => item.consumer),
    ).toEqual(['audit', 'echo-workers']);
  });

  it('says unknown for a consumer that is not there, with candidates, and reports what it cannot read', async () => {
    const { get } = await start();
    await sampled(get);
    const { body } = await get('/entities/component/default/misspelt');
    expect(body.consumers).toMatchObject([
      {
        consumer: 'echo-worker',
        verdict: {
          level: 'unknown',
          rule: 'not-found',
          reason: expect.stringContaining('audit, echo-workers'),
        },
      },
    ]);
    expect(body.findings).toMatchObject([
      { message: expect.stringContaining('"nonsense"') },
    ]);
  });

  it('shows who names the consumers of another team no more of them than before', async () => {
    const { get } = await start(({ name }) => name === 'nats.broker.read');
    await sampled(get);
    const { text } = await get('/entities/component/default/thief').expect(403);
    expect(text).toContain('nats.messaging.read');
    expect(text).not.toContain('echo-workers');
  });

  it('shows what an entity names to those only who see the entity', async () => {
    const worker = entities.find(({ metadata }) => metadata.name === 'worker');
    const { get } = await start(
      () => true,
      catalogServiceMock.mock({
        getEntityByRef: async (_ref, options) =>
          JSON.stringify(options).includes('user:default/member')
            ? worker
            : undefined,
        getEntities: async () => ({ items: [] }),
      }).factory,
    );
    await sampled(get);
    const asked = (user: string) =>
      get('/entities/component/default/worker').set(
        'authorization',
        mockCredentials.user.header(user),
      );
    const { body } = await asked('user:default/member').expect(200);
    expect(body.consumers).toHaveLength(1);
    const { text } = await asked('user:default/other').expect(404);
    expect(text).not.toContain('echo-workers');
  });

  it('says never reached for a broker that is not configured', async () => {
    const { get } = await start();
    const { body } = await get('/entities/component/default/elsewhere').expect(
      200,
    );
    expect(body.broker).toMatchObject({
      name: 'minicloud-nats',
      verdict: { level: 'unknown', rule: 'never-reached' },
    });
  });

  it('says never reached for the consumers of a broker that is away', async () => {
    const { get } = await start();
    await sampled(get);
    const { body } = await get('/entities/component/default/quiet').expect(200);
    expect(body.consumers).toMatchObject([
      { verdict: { level: 'unknown', rule: 'never-reached' } },
    ]);
  });

  it('has nothing to say of an entity without annotations', async () => {
    const { get } = await start();
    const { body } = await get('/entities/component/default/plain').expect(200);
    expect(body).toEqual({ consumers: [], findings: [] });
  });

  it('answers 404 for an entity that is not in the catalog', async () => {
    const { get } = await start();
    const { status, body } = await get('/entities/component/default/nobody');
    expect(status).toBe(404);
    expect(body.error.message).toMatch(/component:default\/nobody/);
  });

  it('previews a repository, with the broker that the cluster names', async () => {
    const { post } = await start();
    const { body } = await post('/preview', {
      cluster: 'resource:default/local',
      owner: 'group:default/team-a',
      messaging: { streams: [] },
    }).expect(200);
    expect(body.findings).toEqual([]);
    expect(body.settings).toContainEqual({
      name: 'broker',
      value: 'local',
      origin: 'catalog',
    });
    expect(body.files).toContainEqual({
      path: 'nats/release.yaml',
      content: expect.stringContaining('kind: HelmRelease'),
    });
  });

  it('answers a preview with no more work than what it shows is worth', async () => {
    const { post } = await start();
    const processorTime = async (work: () => unknown) => {
      const before = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const previews: number[] = [];
    const readings: number[] = [];
    for (let i = 0; i < 15; i++) {
      let files: { content: string }[] = [];
      const ask = async () => {
        const { body } = await post('/preview', {
          cluster: 'local',
          name: `nats${'x'.repeat(i)}`,
          owner: 'team-a',
          messaging: {
            streams: [
              {
                name: 'JOBS',
                subjects: ['jobs.>'],
                consumers: [{ durableName: 'echo', worker: {} }],
              },
            ],
          },
        }).expect(200);
        files = body.files;
      };
      previews.push(await processorTime(ask));
      readings.push(
        await processorTime(() =>
          files.forEach(({ content }) => parseAllDocuments(content)),
        ),
      );
    }
    // Beside work of the same kind, so that a slow machine is slow at both: it
    // is about ten times as much. How long people wait is for the benchmark to say.
    expect(Math.min(...previews)).toBeLessThan(25 * Math.min(...readings));
  });

  it('previews who would make the streams, by what the last sample said', async () => {
    const { get, post } = await start();
    await sampled(get);
    const made = async (of: string, name?: string) => {
      const { body } = await post('/preview', {
        cluster: of,
        name,
        owner: 'team-a',
        messaging: { streams: [{ name: 'JOBS', subjects: ['jobs.>'] }] },
      }).expect(200);
      return body.settings.find(
        (setting: { name: string }) => setting.name === 'provisioning',
      );
    };
    expect(await made('local')).toMatchObject({
      value: 'portal',
      origin: 'broker',
    });
    expect(await made('away')).toMatchObject({
      value: 'flux',
      origin: 'broker',
    });
    // The cluster's broker answers, and is not this one.
    expect(await made('local', 'orders')).toMatchObject({
      value: 'flux',
      origin: 'broker',
    });
  });

  it('previews what is not right yet, with every finding', async () => {
    const { post } = await start();
    const { body } = await post('/preview', {
      cluster: 'nowhere',
      servers: 2,
      messaging: { streams: [{ name: 'A B', subjects: ['a'] }] },
    }).expect(200);
    const paths = body.findings.map((item: { path: string }) => item.path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'cluster',
        'owner',
        'servers',
        'messaging.streams[0].name',
      ]),
    );
    expect(body.files).toEqual([]);
  });

  it('refuses a preview of fields of the wrong type, all named', async () => {
    const { post } = await start();
    const { body } = await post('/preview', { name: 1, servers: 'three' });
    expect(body.error).toMatchObject({ name: 'InputError' });
    expect(body.error.message).toMatch(/cluster: .*name: .*servers: /);
  });

  it('previews a change only for who may see the broker and its streams', async () => {
    const { post } = await start(({ name }) => name !== 'nats.messaging.read');
    const { status, body } = await post('/preview/change', {
      entityRef: 'component:default/worker',
    });
    expect(status).toBe(403);
    expect(body.error.message).toMatch(/nats\.messaging\.read/);
  });

  it('says why an entity has no repository to change', async () => {
    const { post } = await start();
    const { status, body } = await post('/preview/change', {
      entityRef: 'component:default/worker',
    });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/component:default\/worker/);
  });

  const jobs = {
    streams: [
      {
        name: 'JOBS',
        subjects: ['jobs.>'],
        maxAge: '1d',
        consumers: [{ durableName: 'echo', maxDeliver: 5 }],
      },
    ],
  };

  it.each(['local', 'component:default/worker'])(
    'plans on the broker that %s stands for',
    async wanted => {
      const { post } = await start();
      const { body } = await post('/plan', { broker: wanted, messaging: jobs });
      expect(body).toEqual({
        broker: 'local',
        account: 'APP',
        findings: [],
        unlisted: [],
        items: [
          {
            kind: 'consumer',
            name: 'JOBS/echo',
            action: 'update',
            changes: [{ field: 'maxDeliver', from: 3, to: 5 }],
          },
        ],
      });
    },
  );

  it('reads what streams and buckets a text names', async () => {
    const { post } = await start(() => false);
    const { body } = await post('/messaging/read', {
      text: [
        'apiVersion: jetstream.nats.io/v1beta2',
        'kind: Stream',
        'metadata: { name: jobs }',
        'spec: { name: JOBS, subjects: [jobs.>], storage: file, replicas: 1 }',
        '---',
        'apiVersion: jetstream.nats.io/v1beta2',
        'kind: KeyValue',
        'metadata: { name: settings }',
        'spec: { bucket: settings, ttl: 1h }',
      ].join('\n'),
    }).expect(200);
    expect(body.spec).toEqual({
      streams: [
        { name: 'JOBS', subjects: ['jobs.>'], storage: 'file', replicas: 1 },
      ],
      keyValues: [{ bucket: 'settings', ttl: '1h' }],
    });
    expect(body.findings).toContainEqual(
      expect.objectContaining({
        id: 'js-other-default',
        severity: 'warning',
        line: 9,
      }),
    );
  });

  it('says everything that is wrong with a text, with its place, and reads nothing of it', async () => {
    const { post } = await start();
    const { body } = await post('/messaging/read', {
      text: 'streams:\n- name: A B\n  subjects: [a]\n  maxAge: 5 parsecs\n',
    }).expect(200);
    expect(body).not.toHaveProperty('spec');
    expect(body.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'streams[0].name', line: 2 }),
        expect.objectContaining({ path: 'streams[0].maxAge', line: 4 }),
      ]),
    );
  });

  it('does not choke on a text that is nested without end', async () => {
    const { post } = await start();
    const { body } = await post('/messaging/read', {
      text: '['.repeat(20_000),
    }).expect(200);
    expect(body).toEqual({
      findings: [expect.objectContaining({ severity: 'error' })],
    });
  });

  it('reports every mistake of a spec instead of a plan', async () => {
    const { post } = await start();
    const { body } = await post('/plan', {
      broker: 'local',
      messaging: { streams: [{ name: 'A B' }, { name: 'C', storage: 'tape' }] },
    }).expect(200);
    const paths = body.findings.map((item: { path: string }) => item.path);
    expect(paths).toEqual(
      expect.arrayContaining(['streams[0].name', 'streams[1].storage']),
    );
    expect(body.items).toEqual([]);
  });

  it.each([
    ['lokal', 404, /lokal/],
    ['component:default/nobody', 404, /component:default\/nobody/],
    ['component:default/plain', 400, /names no broker/],
  ])('cannot plan for %s', async (wanted, status, message) => {
    const { post } = await start();
    const { body } = await post('/plan', {
      broker: wanted,
      messaging: jobs,
    }).expect(status);
    expect(body.error.message).toMatch(message);
  });

  it('plans for those only who may see streams', async () => {
    const { post } = await start(() => false);
    const { body } = await post('/plan', {
      broker: 'local',
      messaging: jobs,
    }).expect(403);
    expect(body.error.message).toMatch(/nats\.messaging\.read/);
  });

  it.each(['/brokers', '/brokers/local', '/entities/component/default/worker'])(
    'refuses %s to callers without credentials or permission',
    async path => {
      const { get } = await start(() => false);
      await get(path)
        .set('authorization', mockCredentials.none.header())
        .expect(401);
      const { body } = await get(path).expect(403);
      expect(body.error.message).toMatch(/nats\.broker\.read/);
    },
  );
});
