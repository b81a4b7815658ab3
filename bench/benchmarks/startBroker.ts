import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import { Broker, natsBrokersServiceRef } from '@nats-portal/plugin-nats-node';
import {
  NatsClusterOptions,
  RunningNatsCluster,
  startNatsCluster,
} from '@nats-portal/plugin-nats-node/testUtils';
import { JsonObject } from '@backstage/types';
import { benchmarkFolder } from './benchmarkFolder';

/** A real broker and the service that provisions it. */
export interface BenchmarkBroker {
  running: RunningNatsCluster;
  broker: Broker;
  /** Where it stores what it holds. */
  store: 'memory' | 'disk';
  stop(): Promise<void>;
}

/** The service as a backend with these `nats.brokers` has it. */
export async function connectService(brokers: JsonObject[]) {
  const hooks: (() => void | Promise<void>)[] = [];
  const lifecycle = createServiceFactory({
    service: coreServices.rootLifecycle,
    deps: {},
    factory: () => ({
      addStartupHook: () => {},
      addBeforeShutdownHook: () => {},
      addShutdownHook: hook => {
        hooks.push(hook);
      },
    }),
  });
  const tester = ServiceFactoryTester.from(
    mockServices.rootConfig.factory({ data: { nats: { brokers } } }),
    { dependencies: [lifecycle] },
  );
  const service = await tester.getService(natsBrokersServiceRef);
  return {
    service,
    close: async () => {
      await Promise.all(hooks.map(hook => hook()));
    },
  };
}

/** Starts servers that store in memory where the machine has a file system for that: a disk's noise is greater than what is measured. */
export async function startBroker(
  size: number,
  options: Pick<
    NatsClusterOptions,
    'monitoring' | 'accounts' | 'maxMemoryStore'
  > = {},
): Promise<BenchmarkBroker> {
  const folder = await benchmarkFolder();
  try {
    const running = await startNatsCluster({
      ...options,
      size,
      tls: false,
      directory: folder.path(),
      maxFileStore: 16 * 1024 ** 3,
    });
    const { service, close } = await connectService([
      running.brokerConfig('bench'),
    ]);
    return {
      running,
      broker: service.get('bench'),
      store: folder.kind,
      stop: async () => {
        await close();
        await running.stop();
        await folder.remove();
      },
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}
