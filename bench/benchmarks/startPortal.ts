import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import natsPlugin from '@nats-portal/plugin-nats-backend';

/** A backend with the plugin, which samples when it is told to. */
export interface BenchmarkPortal {
  /** Of `/api/nats`. */
  url: string;
  /** Takes a sample of each broker, where it is time for one. */
  sample(): Promise<void>;
  stop(): Promise<void>;
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
    spec: {
      type: 'service',
      owner: 'group:default/a',
      lifecycle: 'production',
    },
  };
}

/** Starts a backend with the plugin over brokers; catalog and permissions answer from memory. */
export async function startPortal(options: {
  brokers: JsonObject[];
  entities: Entity[];
  /** What else is set below `nats`. */
  config?: JsonObject;
}): Promise<BenchmarkPortal> {
  const tasks: SchedulerServiceTaskInvocationDefinition[] = [];
  const { signal } = new AbortController();
  const { brokers, entities, config } = options;
  let closeDatabase = async () => {};
  // The connections of a database in memory would keep the process from ending.
  const closing = createBackendModule({
    pluginId: 'nats',
    moduleId: 'closing',
    register(env) {
      env.registerInit({
        deps: { database: coreServices.database },
        async init({ database }) {
          const client = await database.getClient();
          closeDatabase = () => client.destroy();
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      natsPlugin,
      closing,
      catalogServiceMock.factory({ entities }),
      mockServices.rootLogger.factory({ level: 'warn' }),
      mockServices.rootConfig.factory({
        data: { nats: { ...config, brokers, sampling: { interval: '1s' } } },
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => ({
          scheduleTask: async task => {
            tasks.push(task);
          },
          createScheduledTaskRunner: schedule => ({
            run: async task => {
              tasks.push({ ...schedule, ...task });
            },
          }),
          triggerTask: async () => {},
          cancelTask: async () => {},
          getScheduledTasks: async () => [],
        }),
      }),
    ],
  });
  return {
    url: `http://127.0.0.1:${backend.server.port()}/api/nats`,
    async sample() {
      const sampling = tasks.filter(({ id }) => /^nats-sample/.test(id));
      await Promise.all(sampling.map(({ fn }) => fn(signal)));
    },
    stop: async () => {
      await backend.stop();
      await closeDatabase();
    },
  };
}
