import { setTimeout as sleep } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isPermission,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { natsEntityReadPermission } from '@nats-portal/plugin-nats-common';
import request from 'supertest';
import natsPlugin from '..';
import { component } from '../__testUtils__/startNatsBackend';

jest.setTimeout(120_000);

const OWNER = 'user:default/owner';
const STRANGER = 'user:default/stranger';

/** Plugins ask for permissions on behalf of users, which the mock does not say and Backstage insists on. */
const onBehalfOfUsers = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }): HttpAuthService => {
    const mock = mockServices.httpAuth({ pluginId: plugin.getId() });
    return {
      issueUserCookie: mock.issueUserCookie.bind(mock),
      async credentials(req, options) {
        const found = await mock.credentials(req, options);
        const principal = found.principal as { type?: string };
        return plugin.getId() !== 'nats' && principal.type === 'user'
          ? Object.assign({}, found, {
              principal: {
                ...principal,
                actor: { type: 'service', subject: 'plugin:nats' },
              },
            })
          : found;
      },
    };
  },
});

/** Nobody sees all streams and consumers; owners see what their entities name. */
const ownersOnly = createBackendModule({
  pluginId: 'permission',
  moduleId: 'owners-only',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          async handle({ permission }, user) {
            if (isPermission(permission, natsEntityReadPermission)) {
              return createCatalogConditionalDecision(
                permission,
                catalogConditions.isEntityOwner({
                  claims: user?.info.ownershipEntityRefs ?? [],
                }),
              );
            }
            return {
              result: permission.name.startsWith('nats.')
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            };
          },
        });
      },
    });
  },
});

describe('nats.entity.read, by a policy with the condition IS_ENTITY_OWNER', () => {
  const folder = createMockDirectory();
  const worker = component('worker', {
    'nats.io/broker': 'local',
    'nats.io/consumers': 'JOBS/workers',
  });
  let get: (path: string, user: string) => request.Test;

  beforeAll(async () => {
    folder.setContent({
      'catalog-info.json': JSON.stringify({
        ...worker,
        relations: undefined,
        spec: { ...worker.spec, owner: OWNER },
      }),
    });
    const { server } = await startTestBackend({
      features: [
        natsPlugin,
        catalogPlugin,
        permissionPlugin,
        ownersOnly,
        onBehalfOfUsers,
        permissionsServiceFactory,
        createServiceFactory({
          service: coreServices.userInfo,
          deps: {},
          factory: () => ({
            async getUserInfo({ principal }) {
              const { userEntityRef } = principal as { userEntityRef: string };
              return { userEntityRef, ownershipEntityRefs: [userEntityRef] };
            },
          }),
        }),
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: true },
            backend: {
              database: { client: 'better-sqlite3', connection: ':memory:' },
            },
            catalog: {
              processingInterval: { seconds: 1 },
              locations: [
                {
                  type: 'file',
                  target: folder.resolve('catalog-info.json'),
                },
              ],
            },
          },
        }),
      ],
    });
    get = (path, user) =>
      request(server)
        .get(path)
        .set('authorization', mockCredentials.user.header(user));
    // The catalog takes the file in by itself.
    const entity = '/api/catalog/entities/by-name/component/default/worker';
    while ((await get(entity, OWNER)).status !== 200) {
      await sleep(100);
    }
  });

  it('shows the owner what the entity names, and nobody else', async () => {
    const path = '/api/nats/entities/component/default/worker';
    const { body } = await get(path, OWNER).expect(200);
    expect(body.consumers).toEqual([
      expect.objectContaining({ stream: 'JOBS', consumer: 'workers' }),
    ]);
    const refused = await get(path, STRANGER).expect(403);
    expect(refused.body.error.message).toBe(
      'Permission missing: nats.broker.read, nats.messaging.read, or nats.entity.read of component:default/worker',
    );
  });

  it('shows the owner no consumer that the entity does not name', async () => {
    const path = (consumer: string) =>
      `/api/nats/brokers/local/consumers/JOBS/${consumer}?entity=component:default/worker`;
    // It is let in, and there is no such broker.
    await get(path('workers'), OWNER).expect(404);
    const other = await get(path('others'), OWNER).expect(403);
    expect(other.body.error.message).toContain(
      'component:default/worker does not name consumer JOBS/others of local',
    );
    await get(path('workers'), STRANGER).expect(403);
  });

  it('opens no list, and nothing through an entity that does not exist', async () => {
    const brokers = '/api/nats/brokers';
    const status = async (path: string) => (await get(path, OWNER)).status;
    expect(await status(brokers)).toBe(403);
    expect(await status(`${brokers}/local/consumers`)).toBe(403);
    expect(await status('/api/nats/entities/component/default/none')).toBe(403);
    expect(
      await status(
        `${brokers}/local/consumers/JOBS/workers?entity=nonsense%20`,
      ),
    ).toBe(400);
  });
});
