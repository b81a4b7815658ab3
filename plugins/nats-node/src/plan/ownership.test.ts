import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { clientOf } from '../__testUtils__/clientOf';
import { failureOf } from '../__testUtils__/failureOf';
import { Broker, MessagingOptions } from '../Broker';
import { RunningNatsCluster, startNatsServer } from '../testUtils';

jest.setTimeout(60_000);

const ours = {
  owner: 'group:default/orders',
  entity: 'component:default/shop',
  template: 'template:default/nats-streams',
  creator: 'user:default/ada',
};
const theirs = { owner: 'group:default/mail' };

const specOf = (maxAge: string, maxDeliver: number) => ({
  streams: [
    {
      name: 'ORDERS',
      subjects: ['orders.>'],
      maxAge,
      metadata: { tier: 'gold' },
      consumers: [{ durableName: 'billing', maxDeliver }],
    },
  ],
});

describe('who owns a stream', () => {
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
    await broker.applyMessaging(specOf('1h', 3), { provenance: ours });
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

  it('is written into what is made, and is no difference to anybody', async () => {
    const origin = {
      'nats.io/owner': 'group:default/orders',
      'nats.io/entity': 'component:default/shop',
      'nats.io/template': 'template:default/nats-streams',
      'nats.io/created-by': 'user:default/ada',
    };
    expect(await metadataOf('STREAM.INFO.ORDERS')).toEqual({
      ...origin,
      tier: 'gold',
    });
    expect(await metadataOf('CONSUMER.INFO.ORDERS.billing')).toEqual(origin);
    for (const provenance of [ours, theirs, undefined]) {
      const applied = await broker.applyMessaging(specOf('1h', 3), {
        provenance,
      });
      expect(applied).toMatchObject({ unchanged: 2, updated: 0 });
    }
  });

  it('lets its owner change it, who stays the owner', async () => {
    const applied = await broker.applyMessaging(specOf('2h', 4), {
      provenance: { owner: ours.owner, creator: 'user:default/bob' },
    });
    expect(applied).toMatchObject({ updated: 2 });
    expect(await metadataOf('STREAM.INFO.ORDERS')).toMatchObject({
      'nats.io/owner': ours.owner,
      'nats.io/created-by': ours.creator,
    });
  });

  it.each([theirs, undefined])(
    'refuses changes by %j, who is not the owner, and names who is',
    async provenance => {
      const error = await failureOf(
        broker.applyMessaging(specOf('2h', 4), { provenance }),
      );
      expect(error.name).toBe('ConflictError');
      expect(error.message).toMatch(
        /Stream ORDERS: it belongs to group:default\/orders; .*\n.*Consumer ORDERS\/billing: it belongs to/,
      );
    },
  );

  it('changes hands when it is taken over, and only then', async () => {
    const options = { provenance: theirs, takeOver: true };
    const { assets } = await broker.planMessaging(specOf('1h', 4), options);
    const handed = {
      field: 'owner',
      from: 'group:default/orders',
      to: 'group:default/mail',
    };
    expect(assets.map(({ changes }) => changes)).toEqual([
      [handed],
      [{ field: 'maxDeliver', from: 3, to: 4 }, handed],
    ]);
    await broker.applyMessaging(specOf('1h', 4), options);
    expect(await metadataOf('STREAM.INFO.ORDERS')).toMatchObject({
      'nats.io/owner': 'group:default/mail',
      tier: 'gold',
    });
    const again = await broker.applyMessaging(specOf('1h', 4), options);
    expect(again).toMatchObject({ unchanged: 2 });
  });

  it('cannot be claimed by a copy of its configuration', async () => {
    const [stream] = specOf('1h', 3).streams;
    const copy = {
      ...stream,
      metadata: { 'nats.io/owner': theirs.owner, tier: 'gold' },
    };
    const applied = await broker.applyMessaging({ streams: [copy] });
    expect(applied).toMatchObject({ unchanged: 2 });
    await broker.applyMessaging({
      streams: [{ ...copy, name: 'COPY', subjects: ['copy.>'] }],
    });
    expect(await metadataOf('STREAM.INFO.COPY')).toEqual({ tier: 'gold' });
  });

  describe('of a consumer that is for others', () => {
    const mail = { owner: theirs.owner, entity: 'resource:default/mail' };
    const consumerOwners = new Map([['ORDERS/billing', mail]]);

    beforeEach(async () => {
      await client.request('$JS.API.STREAM.DELETE.ORDERS');
      await broker.applyMessaging(specOf('1h', 3), {
        provenance: ours,
        consumerOwners,
      });
    });

    it('is written into it, and not into its stream', async () => {
      expect(await metadataOf('STREAM.INFO.ORDERS')).toMatchObject({
        'nats.io/owner': ours.owner,
        'nats.io/entity': ours.entity,
      });
      expect(await metadataOf('CONSUMER.INFO.ORDERS.billing')).toEqual({
        'nats.io/owner': mail.owner,
        'nats.io/entity': mail.entity,
        'nats.io/template': ours.template,
        'nats.io/created-by': ours.creator,
      });
    });

    it('decides who changes it', async () => {
      const plan = async (options: MessagingOptions) => {
        const { assets } = await broker.planMessaging(specOf('2h', 4), options);
        return assets.map(({ action, reason }) => [action, reason]);
      };
      const refused = (by: string) => [
        'refused',
        expect.stringContaining(`it belongs to ${by}`),
      ];
      const update = ['update', undefined];
      expect(await plan({ provenance: ours })).toEqual([
        update,
        refused(mail.owner),
      ]);
      expect(await plan({ provenance: theirs })).toEqual([
        refused(ours.owner),
        update,
      ]);
      expect(await plan({ provenance: ours, consumerOwners })).toEqual([
        update,
        update,
      ]);
    });

    it('changes when the consumer is handed over, and then only', async () => {
      const { assets } = await broker.planMessaging(specOf('1h', 3), {
        provenance: ours,
        consumerOwners,
        takeOver: true,
      });
      expect(assets.map(({ action }) => action)).toEqual([
        'unchanged',
        'unchanged',
      ]);
      await broker.applyMessaging(specOf('1h', 3), {
        provenance: ours,
        takeOver: true,
      });
      expect(await metadataOf('CONSUMER.INFO.ORDERS.billing')).toMatchObject({
        'nats.io/owner': ours.owner,
      });
    });

    it('is no owner of what the spec does not have', async () => {
      const error = await failureOf(
        broker.applyMessaging(specOf('1h', 3), {
          consumerOwners: new Map([
            ['ORDERS/biling', mail],
            ['billing', mail],
          ]),
        }),
      );
      expect(error.message).toBe(
        'consumerOwners: the messaging spec has no consumer "ORDERS/biling", "billing"; nothing was changed',
      );
    });
  });
});
