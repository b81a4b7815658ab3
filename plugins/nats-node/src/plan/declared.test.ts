import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { ask, clientOf } from '../__testUtils__/clientOf';
import { failureOf } from '../__testUtils__/failureOf';
import { Broker } from '../Broker';
import { RunningNatsCluster, startNatsServer } from '../testUtils';

jest.setTimeout(60_000);

const repository = 'resource:default/minicloud-nats';
const owner = 'group:default/orders';

const specOf = (maxAge: string, maxDeliver: number) => ({
  streams: [
    {
      name: 'ORDERS',
      subjects: ['orders.>'],
      maxAge,
      replicas: 1,
      consumers: [{ durableName: 'billing', maxDeliver }],
    },
  ],
});

describe('what Flux makes from a repository', () => {
  let running: RunningNatsCluster;
  let broker: Broker;
  let client: NatsConnection;

  beforeAll(async () => {
    running = await startNatsServer();
    broker = brokerAt(running.brokerConfig('one'));
    client = await clientOf(running);
  });

  beforeEach(async () => {
    await client.request('$JS.API.STREAM.DELETE.ORDERS');
    // The JetStream controller makes the metadata of the manifest the asset's.
    const metadata = { 'nats.io/declared-in': repository, tier: 'gold' };
    await ask(client, 'STREAM.CREATE.ORDERS', {
      name: 'ORDERS',
      subjects: ['orders.>'],
      storage: 'file',
      num_replicas: 1,
      max_age: 3600e9,
      metadata,
    });
    await ask(client, 'CONSUMER.DURABLE.CREATE.ORDERS.billing', {
      stream_name: 'ORDERS',
      config: {
        durable_name: 'billing',
        ack_policy: 'explicit',
        deliver_policy: 'all',
        ack_wait: 30e9,
        max_deliver: 3,
        metadata,
      },
    });
  });

  afterAll(async () => {
    await client?.close();
    await closeBrokers();
    await running?.stop();
  });

  async function metadataOf(subject: string): Promise<Record<string, string>> {
    const reply = await client.request(`$JS.API.${subject}`);
    const { config } = reply.json<{
      config: { metadata: Record<string, string> };
    }>();
    return Object.fromEntries(
      Object.entries(config.metadata).filter(([key]) => key[0] !== '_'),
    );
  }

  it('is no difference to a spec that says nothing else', async () => {
    const applied = await broker.applyMessaging(specOf('1h', 3), {
      provenance: { owner },
    });
    expect(applied).toMatchObject({ unchanged: 2, updated: 0 });
  });

  it('is not changed by the portal as well, which says where to change it', async () => {
    const options = { provenance: { owner } };
    const { assets } = await broker.planMessaging(specOf('2h', 4), options);
    expect(assets.map(({ action, reason }) => [action, reason])).toEqual(
      ['stream', 'consumer'].map(() => [
        'refused',
        `Flux makes it, from the repository of ${repository}; change it in that repository, or remove it there and take it over`,
      ]),
    );
    const error = await failureOf(
      broker.applyMessaging(specOf('2h', 4), options),
    );
    expect(error.name).toBe('ConflictError');
  });

  it('is not made anew by it either', async () => {
    const { assets } = await broker.planMessaging(
      { streams: [{ ...specOf('1h', 3).streams[0], storage: 'memory' }] },
      { recreate: ['ORDERS'] },
    );
    expect(assets[0]).toMatchObject({
      action: 'refused',
      reason: expect.stringContaining('Flux makes it'),
    });
  });

  it('is the portal’s once it is taken over by an owner', async () => {
    const options = { provenance: { owner }, takeOver: true };
    const { assets } = await broker.planMessaging(specOf('2h', 3), options);
    expect(assets.map(({ action }) => action)).toEqual(['update', 'update']);
    expect(assets[1].changes).toEqual([
      { field: 'owner', from: undefined, to: owner },
      { field: 'declaredIn', from: repository, to: undefined },
    ]);
    await broker.applyMessaging(specOf('2h', 3), options);
    const ours = { 'nats.io/owner': owner, tier: 'gold' };
    expect(await metadataOf('STREAM.INFO.ORDERS')).toEqual(ours);
    expect(await metadataOf('CONSUMER.INFO.ORDERS.billing')).toEqual(ours);
    const again = await broker.applyMessaging(specOf('3h', 3), {
      provenance: { owner },
    });
    expect(again).toMatchObject({ updated: 1, unchanged: 1 });
  });

  it('still says whose it is where nobody in particular takes it over', async () => {
    const applied = await broker.applyMessaging(specOf('2h', 4), {
      takeOver: true,
    });
    expect(applied).toMatchObject({ updated: 2 });
    expect(await metadataOf('STREAM.INFO.ORDERS')).toMatchObject({
      'nats.io/declared-in': repository,
    });
  });

  it('may be changed by its repository, and what the portal made may not', async () => {
    const plan = async (changed: ReturnType<typeof specOf>) => {
      const { assets } = await broker.planMessaging(changed, {
        provenance: { owner },
        provisioning: 'flux',
      });
      return assets.map(({ action, reason }) => [action, reason]);
    };
    expect(await plan(specOf('2h', 3))).toEqual([
      ['update', undefined],
      ['unchanged', undefined],
    ]);
    await client.request('$JS.API.STREAM.DELETE.ORDERS');
    await broker.applyMessaging(specOf('1h', 3), { provenance: { owner } });
    expect(await plan(specOf('2h', 3))).toEqual([
      [
        'refused',
        'the portal made it; let the portal change it, or take it over and leave it to Flux from then on',
      ],
      ['unchanged', undefined],
    ]);
  });
});
