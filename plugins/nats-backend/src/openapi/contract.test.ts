import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  RunningNatsCluster,
  startNatsServer,
} from '@nats-portal/plugin-nats-node/testUtils';
import Ajv2020 from 'ajv/dist/2020';
import { Router } from 'express';
import { NatsConnection } from 'nats';
import request from 'supertest';
import { parse } from 'yaml';
import {
  clientOf,
  component,
  eventually,
  startNatsBackend,
} from '../__testUtils__/startNatsBackend';
import { createBrokersRouter } from '../brokers/createBrokersRouter';
import { createEntitiesRouter } from '../entities/createEntitiesRouter';
import { createFleetRouter } from '../fleet/createFleetRouter';
import { createHistoryRouter } from '../history/createHistoryRouter';
import { createRouter } from '../router';

jest.setTimeout(60_000);

const root = resolve(__dirname, '../../../..');

interface Operation {
  responses: Record<string, object>;
}

const document: {
  paths: Record<string, Record<string, Operation>>;
} = parse(readFileSync(join(__dirname, '../../openapi.yaml'), 'utf8'));

const documented = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, { responses }]) => ({
    route: `${method.toUpperCase()} ${path}`,
    path,
    method,
    statuses: Object.keys(responses).map(Number),
  })),
);

/** The routes that a router really has, in the words of OpenAPI. */
function routesOf({ stack }: Router): string[] {
  return stack.flatMap(({ route }) =>
    route
      ? Object.keys(
          (route as unknown as { methods: Record<string, boolean> }).methods,
        ).map(
          method =>
            `${method.toUpperCase()} ${route.path.replace(/:(\w+)/g, '{$1}')}`,
        )
      : [],
  );
}

/** A folder on a git host, at a port where nobody listens. */
const AWAY = 'http://127.0.0.1:1/team-a/nats/src/branch/main';

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'openapi', ...document });

/** What is wrong with an answer by the document; undefined where nothing is. */
function faultsOf(
  { path, method }: { path: string; method: string },
  status: number,
  body: unknown,
): string | undefined {
  const escape = (text: string) =>
    encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
  const { responses } = document.paths[path][method];
  const response = responses[status] as { $ref?: string };
  const at =
    response.$ref?.slice(1) ??
    `/paths/${escape(path)}/${method}/responses/${status}`;
  const validate = ajv.compile({
    $ref: `openapi#${at}/content/application~1json/schema`,
  });
  return validate(body) ? undefined : ajv.errorsText(validate.errors);
}

type Backend = Awaited<ReturnType<typeof startNatsBackend>>;

describe('openapi.yaml', () => {
  let running: RunningNatsCluster;
  let client: NatsConnection;
  let open: Backend;
  let closed: Backend;
  /** Its defaults are where nothing is. */
  let misplaced: Backend;
  /** Its defaults are on a host that does not answer. */
  let cutOff: Backend;

  beforeAll(async () => {
    running = await startNatsServer();
    client = await clientOf(running);
    const manager = await client.jetstreamManager();
    await manager.streams.add({ name: 'JOBS', subjects: ['jobs.>'] });
    await manager.consumers.add('JOBS', {
      durable_name: 'echo',
      ack_policy: 'explicit' as never,
      metadata: { 'io.nats.monitor.unprocessed-critical': '1' },
    });
    await client.jetstream().publish('jobs.one');
    const nats = {
      defaults: join(root, 'templates/defaults.yaml'),
      skeleton: join(root, 'skeleton'),
      repositories: { directory: root },
    };
    const brokers = [
      running.brokerConfig('local'),
      { ...running.brokerConfig('away'), servers: ['tls://127.0.0.1:1'] },
    ];
    const entities = [
      component('worker', {
        'nats.io/broker': 'local',
        'nats.io/consumers': 'JOBS/echo, JOBS/nobody, nonsense',
        'nats.io/scaling': 'JOBS/echo maxReplicaCount=5',
      }),
      {
        ...component('repository', {
          'backstage.io/managed-by-location': `file:${join(
            root,
            'skeleton/catalog-info.yaml',
          )}`,
        }),
        kind: 'Resource',
        spec: { type: 'nats-broker', owner: 'group:default/team-a' },
      },
      {
        ...component('far', {
          'backstage.io/managed-by-location': `url:${AWAY}/catalog-info.yaml`,
        }),
        kind: 'Resource',
        spec: { type: 'nats-broker', owner: 'group:default/team-a' },
      },
    ];
    const integrations = {
      gitea: [{ host: '127.0.0.1:1', baseUrl: 'http://127.0.0.1:1' }],
    };
    open = await startNatsBackend({ brokers, entities, nats, integrations });
    closed = await startNatsBackend({ brokers, allow: () => false, nats });
    misplaced = await startNatsBackend({
      brokers: [],
      nats: { ...nats, defaults: join(root, 'nowhere.yaml') },
    });
    cutOff = await startNatsBackend({
      brokers: [],
      nats: { ...nats, defaults: `${AWAY}/defaults.yaml` },
      integrations,
    });
    await eventually(
      () => open.get('/brokers/local/consumers'),
      ({ body }) => body.total === 1,
    );
  });

  afterAll(async () => {
    open?.stop();
    closed?.stop();
    misplaced?.stop();
    cutOff?.stop();
    await client?.close();
    await running?.stop();
  });

  it('names every route there is, and no other', () => {
    const nothing = {} as never;
    const routes = [
      createFleetRouter,
      createBrokersRouter,
      createHistoryRouter,
      createEntitiesRouter,
      createRouter,
    ].flatMap(create => routesOf(create(nothing)));
    expect(documented.map(({ route }) => route).sort()).toEqual(routes.sort());
  });

  const preview = { cluster: 'local', messaging: { streams: [] } };
  const big = { cluster: 'x'.repeat(6_000_000) };
  const plan = { broker: 'local', messaging: { streams: [{ name: 'A B' }] } };
  const planned = {
    broker: 'local',
    messaging: { streams: [{ name: 'JOBS', subjects: ['jobs.>'] }] },
  };

  /** What makes each route answer with each status, beside 304, 401 and 403. */
  const requests: Record<
    string,
    [status: number, path: string, body?: object, of?: () => Backend][]
  > = {
    'GET /fleet': [[200, '/fleet']],
    'GET /brokers': [[200, '/brokers']],
    'GET /brokers/{name}': [
      [200, '/brokers/local'],
      [200, '/brokers/away'],
      [404, '/brokers/nowhere'],
    ],
    'GET /brokers/{name}/streams': [
      [200, '/brokers/local/streams'],
      [400, '/brokers/local/streams?sort=age'],
      [404, '/brokers/nowhere/streams'],
    ],
    'GET /brokers/{name}/streams/{stream}': [
      [200, '/brokers/local/streams/JOBS'],
      [400, '/brokers/local/streams/JOBS?account='],
      [404, '/brokers/local/streams/NOSUCH'],
    ],
    'GET /brokers/{name}/consumers': [
      [200, '/brokers/local/consumers'],
      [400, '/brokers/local/consumers?limit=many'],
      [404, '/brokers/nowhere/consumers'],
    ],
    'GET /brokers/{name}/consumers/{stream}/{consumer}': [
      [
        200,
        '/brokers/local/consumers/JOBS/echo?entity=component:default/worker',
      ],
      [400, '/brokers/local/consumers/JOBS/echo?entity='],
      [404, '/brokers/local/consumers/JOBS/nobody'],
    ],
    'GET /brokers/{name}/history': [
      [200, '/brokers/local/history'],
      [400, '/brokers/local/history?range=1y'],
      [404, '/brokers/nowhere/history'],
    ],
    'GET /brokers/{name}/streams/{stream}/history': [
      [200, '/brokers/away/streams/JOBS/history?range=30d'],
      [400, '/brokers/local/streams/JOBS/history?range='],
      [404, '/brokers/nowhere/streams/JOBS/history'],
    ],
    'GET /brokers/{name}/consumers/{stream}/{consumer}/history': [
      [200, '/brokers/local/consumers/JOBS/echo/history?range=7d'],
      [400, '/brokers/local/consumers/JOBS/echo/history?account='],
      [404, '/brokers/nowhere/consumers/JOBS/echo/history'],
    ],
    'GET /entities/{kind}/{namespace}/{name}': [
      [200, '/entities/component/default/worker'],
      [400, '/entities/a%2Fb/default/worker'],
      [404, '/entities/component/default/nobody'],
    ],
    'POST /preview': [
      [200, '/preview', preview],
      [400, '/preview', { name: 1 }],
      [404, '/preview', preview, () => misplaced],
      [413, '/preview', big],
      [503, '/preview', preview, () => cutOff],
    ],
    'POST /preview/change': [
      [200, '/preview/change', { entityRef: 'resource:default/repository' }],
      [400, '/preview/change', {}],
      [400, '/preview/change', { entityRef: '__proto__' }],
      [404, '/preview/change', { entityRef: 'resource:default/nobody' }],
      [413, '/preview/change', big],
      [503, '/preview/change', { entityRef: 'resource:default/far' }],
    ],
    'POST /messaging/read': [
      [200, '/messaging/read', { text: JSON.stringify(planned.messaging) }],
      [200, '/messaging/read', { text: 'streams: [{ name: A B }]' }],
      [400, '/messaging/read', { text: 1 }],
      [413, '/messaging/read', big],
    ],
    'POST /plan': [
      [200, '/plan', plan],
      [200, '/plan', planned],
      [400, '/plan', {}],
      [400, '/plan', { ...planned, broker: ':' }],
      [404, '/plan', { ...planned, broker: 'nowhere' }],
      [413, '/plan', big],
      [503, '/plan', { ...planned, broker: 'away' }],
    ],
  };

  it.each(documented)('says how $route answers', async operation => {
    const { route, statuses } = operation;
    const seen = new Set<number>();
    const send = ({ server }: Backend, path: string, body?: object) =>
      body
        ? request(server).post(`/api/nats${path}`).send(body)
        : request(server).get(`/api/nats${path}`);
    const check = (status: number, body: unknown) => {
      seen.add(status);
      expect([status, faultsOf(operation, status, body)]).toEqual([
        status,
        undefined,
      ]);
    };
    for (const [status, path, body, of] of requests[route]) {
      const answer = await send(of ? of() : open, path, body);
      expect([path, answer.status]).toEqual([path, status]);
      check(answer.status, answer.body);
    }
    const [, path, body] = requests[route][0];
    const nobody = await send(closed, path, body).set(
      'authorization',
      mockCredentials.none.header(),
    );
    expect(nobody.status).toBe(401);
    check(nobody.status, nobody.body);
    const denied = await send(closed, path, body).set(
      'authorization',
      // Whoever may see the catalog may preview, and read a text, but no service.
      ['POST /preview', 'POST /messaging/read'].includes(route)
        ? mockCredentials.service.header()
        : mockCredentials.user.header(),
    );
    expect(denied.status).toBe(403);
    check(denied.status, denied.body);
    if (statuses.includes(304)) {
      const again = await eventually(
        async () => {
          const { headers } = await send(open, path);
          return send(open, path).set('If-None-Match', headers.etag);
        },
        ({ status }) => status === 304,
      );
      seen.add(again.status);
    }
    expect([...seen].sort()).toEqual(statuses);
  });

  it('lets nothing through that is not in the types', () => {
    expect(
      faultsOf({ path: '/brokers', method: 'get' }, 200, {
        brokers: [{ name: 'local', secret: 'x' }],
      }),
    ).toMatch(/must (have|NOT have)/);
  });
});
