import {
  RunningNatsCluster,
  startNatsServer,
} from '@nats-portal/plugin-nats-node/testUtils';
import { NatsConnection } from 'nats';
import {
  clientOf,
  eventually,
  startNatsBackend,
} from '../__testUtils__/startNatsBackend';
import { matrix, startPrometheus } from './__testUtils__/startPrometheus';

describe('the routes of long history', () => {
  let running: RunningNatsCluster;
  let clients: NatsConnection[];
  let prometheus: Awaited<ReturnType<typeof startPrometheus>>;
  let backend: Awaited<ReturnType<typeof startNatsBackend>>;

  beforeAll(async () => {
    running = await startNatsServer({ accounts: ['APP', 'OTHER'] });
    clients = [await clientOf(running), await clientOf(running, 'OTHER')];
    for (const [i, client] of clients.entries()) {
      const manager = await client.jetstreamManager();
      const streams = i === 0 ? ['JOBS', 'EVENTS'] : ['JOBS'];
      for (const name of streams) {
        await manager.streams.add({ name, subjects: [`${name}.>`] });
        await manager.consumers.add(name, {
          durable_name: i === 0 ? 'echo' : 'other',
          ack_policy: 'explicit' as never,
        });
      }
    }
    prometheus = await startPrometheus(({ end }) =>
      matrix({ metric: { namespace: 'nats' }, values: [[end, '7']] }),
    );
    backend = await startNatsBackend({
      brokers: [
        {
          ...running.brokerConfig('local'),
          prometheus: { url: prometheus.url, labels: { namespace: 'nats' } },
        },
        running.brokerConfig('plain'),
      ],
    });
    const { get } = backend;
    await eventually(
      () =>
        Promise.all(
          ['local', 'plain'].map(b => get(`/brokers/${b}/consumers`)),
        ),
      answers => answers.every(({ body }) => body.total === 3),
    );
  });

  afterAll(async () => {
    backend?.stop();
    await prometheus?.stop();
    await Promise.all((clients ?? []).map(client => client.close()));
    await running?.stop();
  });

  it('says that an hour is what there is, where no Prometheus is configured', async () => {
    const { body } = await backend
      .get('/brokers/plain/consumers/EVENTS/echo/history?range=7d')
      .expect(200);
    expect(body).toMatchObject({
      broker: 'plain',
      range: '7d',
      source: 'none',
      columns: [],
      problem: expect.stringMatching(/^The last hour is all there is/),
    });
  });

  it.each([
    [
      'consumers/EVENTS/echo/',
      'backlog',
      'namespace="nats",account="APP",stream_name="EVENTS",consumer_name="echo"',
    ],
    // Two accounts have the stream, one has this consumer.
    ['consumers/JOBS/other/', 'backlog', 'account="OTHER",stream_name="JOBS"'],
    ['streams/JOBS/', 'messages', 'account="APP"', 'account=APP&'],
    // What was deleted has a past as well.
    ['consumers/EVENTS/a%22%2Fb/', 'backlog', String.raw`="a\"/b",`],
    ['', 'storageUsed', 'nats_varz_jetstream_stats_storage'],
  ])(
    'shows what Prometheus has of %s',
    async (path, column, selector, query = '') => {
      const { body } = await backend
        .get(`/brokers/local/${path}history?${query}range=30d`)
        .expect(200);
      expect(body).toMatchObject({
        broker: 'local',
        range: '30d',
        source: 'prometheus',
        stepSeconds: 7_200,
      });
      expect(body).not.toHaveProperty('problem');
      expect(body.columns[0]).toMatchObject({ name: column });
      expect(body.columns[0].values.at(-1)).toBe(7);
      expect(prometheus.asked.map(asked => asked.query).join()).toContain(
        selector,
      );
    },
  );

  it('asks which account is meant where several have it', async () => {
    const { body } = await backend
      .get('/brokers/local/streams/JOBS/history')
      .expect(400);
    expect(body.error.message).toMatch(/account: .*APP, OTHER/);
  });

  it('answers with the problem of Prometheus, and with 304 to who has it already', async () => {
    prometheus.answer(() => ({ status: 500, body: 'out of memory' }));
    const path = '/brokers/local/consumers/EVENTS/echo/history?range=6h';
    const { body } = await backend.get(path).expect(200);
    expect(body).toMatchObject({ columns: [], source: 'prometheus' });
    expect(body.problem).toMatch(/status 500/);
    const again = await eventually(
      async () => {
        const { headers } = await backend.get(path);
        return backend.get(path).set('If-None-Match', headers.etag);
      },
      ({ status }) => status === 304,
    );
    expect(again.status).toBe(304);
  });

  it('shows nothing to those who may not see streams', async () => {
    const closed = await startNatsBackend({
      brokers: [running.brokerConfig('local')],
      allow: ({ name }) => name === 'nats.broker.read',
    });
    const statuses = await Promise.all(
      ['/', '/streams/JOBS/', '/consumers/EVENTS/echo/'].map(async path => {
        const { status } = await closed.get(`/brokers/local${path}history`);
        return status;
      }),
    );
    expect(statuses).toEqual([200, 403, 403]);
    closed.stop();
  });
});
