import {
  BackendFeature,
  SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { RunningNatsCluster } from '@nats-portal/plugin-nats-node/testUtils';
import { connect, NatsConnection } from 'nats';
import request from 'supertest';
import natsPlugin from '..';

/** A client of an account that may do everything in it. */
export async function clientOf(
  running: RunningNatsCluster,
  account = 'APP',
): Promise<NatsConnection> {
  const { user, password } = running.credentials.accounts[account];
  return connect({
    servers: running.servers.map(({ url }) => url),
    user,
    pass: password,
    tls: running.ca === undefined ? undefined : { ca: running.ca },
  });
}

/** A component with annotations. */
export function component(
  name: string,
  annotations: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', owner: 'team-a', lifecycle: 'production' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/team-a' }],
  };
}

/** Often enough for samples each second, milliseconds. */
const TICK_MS = 200;

/** The mock of the scheduler runs nothing by itself; this one runs what samples, again and again. */
function runningScheduler() {
  const tasks = new Map<string, SchedulerServiceTaskInvocationDefinition>();
  const running = new Set<string>();
  const ended = new AbortController();
  const run = async (id: string) => {
    const task = tasks.get(id);
    if (task && !running.has(id)) {
      running.add(id);
      await Promise.resolve(task.fn(ended.signal)).finally(() =>
        running.delete(id),
      );
    }
  };
  const timer = setInterval(() => {
    const sampling = [...tasks.keys()].filter(id => /^nats-sample/.test(id));
    sampling.forEach(id => run(id).catch(() => {}));
  }, TICK_MS);
  const { factory } = mockServices.scheduler.mock({
    scheduleTask: async task => {
      tasks.set(task.id, task);
    },
  });
  return {
    factory,
    run,
    stop: () => {
      clearInterval(timer);
      ended.abort();
    },
  };
}

/** The plugin in a backend, sampling each second what the configuration names. */
export async function startNatsBackend(options: {
  brokers: JsonObject[];
  entities?: Entity[];
  allow?: (permission: BasicPermission) => boolean;
  nats?: JsonObject;
  integrations?: JsonObject;
  features?: BackendFeature[];
}) {
  const { brokers, entities = [], allow = () => true, features = [] } = options;
  const scheduler = runningScheduler();
  const { server } = await startTestBackend({
    features: [
      natsPlugin,
      catalogServiceMock.factory({ entities }),
      mockServices.rootConfig.factory({
        data: {
          nats: { brokers, sampling: { interval: '1s' }, ...options.nats },
          integrations: options.integrations ?? {},
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
      scheduler.factory,
      ...features,
    ],
  });
  const get = (path: string) => request(server).get(`/api/nats${path}`);
  return { server, get, run: scheduler.run, stop: scheduler.stop };
}

/** Reads until it is right, at the most twenty seconds. */
export async function eventually<T>(
  read: () => Promise<T>,
  isRight: (value: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const value = await read();
    if (isRight(value) || Date.now() > deadline) {
      return value;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
