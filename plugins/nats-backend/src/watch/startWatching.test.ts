import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { notificationService } from '@backstage/plugin-notifications-node';
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

jest.setTimeout(360_000);

describe('what entities name, in two backends on one database', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let running: RunningNatsCluster;
  let client: NatsConnection;

  beforeAll(async () => {
    running = await startNatsServer();
    client = await clientOf(running);
    const manager = await client.jetstreamManager();
    await manager.streams.add({ name: 'JOBS', subjects: ['jobs.>'] });
    for (const name of ['echo', 'audit']) {
      await manager.consumers.add('JOBS', {
        durable_name: name,
        ack_policy: 'explicit' as never,
      });
    }
    await client.jetstream().publish('jobs.one');
  });

  afterAll(async () => {
    await client?.close();
    await running?.stop();
  });

  async function watched(nats: object = {}) {
    const send = jest.fn(async (_: object) => {});
    const knex = await databases.init('SQLITE_3');
    const start = async () => {
      const backend = await startNatsBackend({
        brokers: [running.brokerConfig('local')],
        nats: { ...nats },
        entities: [
          component('worker', {
            'nats.io/broker': 'local',
            'nats.io/consumers': 'JOBS/echo',
            'nats.io/thresholds': 'unprocessed-critical=1',
          }),
          component('stranger', { 'backstage.io/techdocs-ref': 'dir:.' }),
        ],
        features: [
          mockServices.database.factory({ knex }),
          createServiceFactory({
            service: notificationService,
            deps: {},
            factory: () => ({ send }),
          }),
        ],
      });
      await backend.run('nats-watched-entities');
      return backend;
    };
    const backends = [await start(), await start()];
    const samplesSeen = () =>
      Promise.all(
        backends.map(({ get }) =>
          eventually(
            () => get('/brokers/local/consumers/JOBS/audit'),
            ({ body }) => body.samples?.length >= 6,
          ),
        ),
      );
    const stop = () => backends.forEach(backend => backend.stop());
    return { send, stop, samplesSeen };
  }

  it('is told to its owner when it turns to error, by the thresholds of the entity', async () => {
    const { send, stop, samplesSeen } = await watched();
    await samplesSeen();
    expect(send.mock.calls).toEqual([
      [
        {
          recipients: { type: 'entity', entityRef: 'group:default/team-a' },
          payload: expect.objectContaining({
            title: 'JOBS/echo on local',
            link: '/catalog/default/component/worker/nats',
            severity: 'high',
          }),
        },
      ],
    ]);
    stop();
  });

  it('is told to have recovered when a minute of samples says so', async () => {
    const { send, stop, samplesSeen } = await watched();
    const titles = () =>
      send.mock.calls.map(
        ([{ payload }]: { payload?: { title: string } }[]) => payload?.title,
      );
    const told = async (count: number) => {
      // Nothing is said to be fine before a minute is over.
      const deadline = Date.now() + 240_000;
      while (send.mock.calls.length < count && Date.now() < deadline) {
        await new Promise(resolve => setTimeout(resolve, 200));
      }
      return titles();
    };
    expect(await told(1)).toEqual(['JOBS/echo on local']);
    const consumer = await client.jetstream().consumers.get('JOBS', 'echo');
    await (await consumer.next())?.ackAck();
    expect(await told(2)).toEqual([
      'JOBS/echo on local',
      'JOBS/echo on local has recovered',
    ]);
    await samplesSeen();
    expect(titles()).toHaveLength(2);
    await client.jetstream().publish('jobs.two');
    stop();
  });

  it('is told to nobody where the configuration does not want that', async () => {
    const { send, stop, samplesSeen } = await watched({
      notifications: { enabled: false },
    });
    await samplesSeen();
    expect(send).not.toHaveBeenCalled();
    stop();
  });
});
