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
  RunningNatsCluster,
  startNatsCluster,
} from '@nats-portal/plugin-nats-node/testUtils';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY_FILE_SYSTEM = '/dev/shm';

/** A real broker and the service that provisions it. */
export interface BenchmarkBroker {
  running: RunningNatsCluster;
  broker: Broker;
  /** Where it stores what it holds. */
  store: 'memory' | 'disk';
  stop(): Promise<void>;
}

async function connectService(running: RunningNatsCluster) {
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
    mockServices.rootConfig.factory({
      data: { nats: { brokers: [running.brokerConfig('bench')] } },
    }),
    { dependencies: [lifecycle] },
  );
  const brokers = await tester.getService(natsBrokersServiceRef);
  return {
    broker: brokers.get('bench'),
    close: async () => {
      await Promise.all(hooks.map(hook => hook()));
    },
  };
}

/** Starts servers that store in memory where the machine has a file system for that: a disk's noise is greater than what is measured. */
export async function startBroker(size: number): Promise<BenchmarkBroker> {
  const inMemory = existsSync(MEMORY_FILE_SYSTEM);
  const directory = await mkdtemp(
    join(inMemory ? MEMORY_FILE_SYSTEM : tmpdir(), 'bench-'),
  );
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    const running = await startNatsCluster({
      size,
      tls: false,
      directory,
      maxFileStore: 16 * 1024 ** 3,
    });
    const { broker, close } = await connectService(running);
    return {
      running,
      broker,
      store: inMemory ? 'memory' : 'disk',
      stop: async () => {
        await close();
        await running.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
