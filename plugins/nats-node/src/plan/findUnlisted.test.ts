import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { ask, clientOf } from '../__testUtils__/clientOf';
import { Broker } from '../Broker';
import { RunningNatsCluster, startNatsServer } from '../testUtils';

jest.setTimeout(60_000);

describe('what an account has and a spec does not name', () => {
  let running: RunningNatsCluster;
  let broker: Broker;
  let client: NatsConnection;

  const all = {
    streams: [
      {
        name: 'ORDERS',
        subjects: ['orders.>'],
        maxAge: '1h',
        consumers: [{ durableName: 'audit' }, { durableName: 'billing' }],
      },
      {
        name: 'MAIL',
        subjects: ['mail.>'],
        maxAge: '1h',
        consumers: [{ durableName: 'sender' }],
      },
    ],
    keyValues: [{ bucket: 'SETTINGS' }],
    objectStores: [{ bucket: 'SCANS' }],
  };

  beforeAll(async () => {
    running = await startNatsServer();
    broker = brokerAt(running.brokerConfig('one'));
    await broker.applyMessaging(all, {
      provenance: { owner: 'group:default/orders' },
    });
    client = await clientOf(running);
    await ask(client, 'CONSUMER.CREATE.ORDERS', {
      stream_name: 'ORDERS',
      config: { ack_policy: 'none', inactive_threshold: 60e9 },
    });
  });

  afterAll(async () => {
    await client?.close();
    await closeBrokers();
    await running?.stop();
  });

  const [orders] = all.streams;
  const owner = 'group:default/orders';

  it('is listed where that is asked for: streams, buckets, and durable consumers of streams that it names', async () => {
    const spec = { streams: [{ ...orders, consumers: [] }] };
    const { unlisted } = await broker.planMessaging(spec, { prune: 'report' });
    expect(unlisted).toEqual([
      { kind: 'stream', name: 'MAIL', owner },
      { kind: 'objectStore', name: 'SCANS', owner },
      { kind: 'keyValue', name: 'SETTINGS', owner },
      { kind: 'consumer', name: 'ORDERS/audit', owner },
      { kind: 'consumer', name: 'ORDERS/billing', owner },
    ]);
  });

  it('stays as it is when the spec is applied', async () => {
    const spec = { streams: [{ ...orders, consumers: [] }] };
    const { plan } = await broker.applyMessaging(spec, { prune: 'report' });
    expect(plan.unlisted).toHaveLength(5);
    expect(await broker.applyMessaging(all)).toMatchObject({ unchanged: 7 });
  });

  it('is nothing where the spec names all, and is not said where nobody asks', async () => {
    expect(await broker.planMessaging(all, { prune: 'report' })).toMatchObject({
      unlisted: [],
    });
    expect(await broker.planMessaging({ streams: [] })).not.toHaveProperty(
      'unlisted',
    );
  });
});
