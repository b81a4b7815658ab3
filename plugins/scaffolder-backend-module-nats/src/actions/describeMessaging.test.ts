import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';
import { createDescribeMessagingAction } from './describeMessaging';
import { examples } from './describeMessaging.examples';

function resource(name: string, annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, annotations },
    spec: { type: 'nats-broker', owner: 'group:default/platform' },
  };
}

const entities = [
  resource('local-nats', {
    'nats.io/broker': 'local',
    'nats.io/account': 'APP',
  }),
  resource('database', {}),
];

const [{ input: right }] = parse(examples[0].example).steps;

describe('nats:messaging:describe', () => {
  const workspace = createMockDirectory();
  const action = createDescribeMessagingAction({
    catalog: catalogServiceMock({ entities }),
  });

  beforeEach(() => workspace.clear());

  async function run(input: object) {
    const output: Record<string, unknown> = {};
    const context = createMockActionContext({
      input: input as Parameters<typeof action.handler>[0]['input'],
      workspacePath: workspace.path,
    });
    await action.handler({
      ...context,
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
    });
    return output;
  }

  it.each(examples)('runs its example: $description', async ({ example }) => {
    const [{ input }] = parse(example).steps;
    await expect(run(input)).resolves.toEqual({
      broker: 'local',
      account: 'APP',
      entityRef: 'resource:default/orders',
      entityRefs: ['resource:default/orders'],
      consumerOwners: [],
      catalogInfoPath: 'local/orders/catalog-info.yaml',
      messaging: input.messaging,
    });
    expect(workspace.content()).toEqual({
      local: {
        orders: {
          'catalog-info.yaml': expect.stringContaining('ORDERS/billing'),
          'messaging.yaml': expect.stringContaining('maxDeliver: 3'),
        },
      },
    });
  });

  it('describes what each owner of consumers has', async () => {
    const [stream] = right.messaging.streams;
    const consumers = [...stream.consumers, { durableName: 'mailer' }];
    const output = await run({
      ...right,
      messaging: { streams: [{ ...stream, consumers }] },
      consumerOwners: [{ consumer: 'ORDERS/mailer', owner: 'Mail' }],
      targetPath: 'described',
    });
    expect(output).toMatchObject({
      entityRef: 'resource:default/orders',
      entityRefs: ['resource:default/orders', 'resource:default/orders-mail'],
      consumerOwners: [
        {
          consumer: 'ORDERS/mailer',
          owner: 'group:default/mail',
          entityRef: 'resource:default/orders-mail',
        },
      ],
    });
    const text = readFileSync(
      workspace.resolve('described/local/orders/catalog-info.yaml'),
      'utf8',
    );
    const described = parseAllDocuments(text).map(one => one.toJS());
    expect(described).toMatchObject([
      {
        metadata: {
          name: 'orders',
          annotations: {
            'nats.io/streams': 'ORDERS',
            'nats.io/consumers': 'ORDERS/billing',
          },
        },
        spec: { owner: 'group:default/team-a' },
      },
      {
        metadata: {
          name: 'orders-mail',
          annotations: {
            'nats.io/broker': 'local',
            'nats.io/consumers': 'ORDERS/mailer',
          },
        },
        spec: { owner: 'group:default/mail', type: 'nats-messaging' },
      },
    ]);
    expect(described[1].metadata.annotations).not.toHaveProperty([
      'nats.io/streams',
    ]);
  });

  it('refuses an owner of a consumer that there is not', async () => {
    const consumerOwners = [
      { consumer: 'ORDERS/bill', owner: 'group:default/mail' },
      { consumer: 'ORDERS/billing', owner: 'group:' },
    ];
    await expect(run({ ...right, consumerOwners })).rejects.toThrow(
      /consumerOwners\[0\]\.consumer: "ORDERS\/bill" is no consumer.*ORDERS\/billing[^]*consumerOwners\[1\]\.owner/,
    );
    expect(workspace.content()).toEqual({});
  });

  it('lists every mistake, and writes nothing', async () => {
    const wrong = {
      ...right,
      name: '../up',
      owner: 'a:b:c',
      messaging: { streams: [{ name: 'A B' }, { name: 'C', storage: 'tape' }] },
    };
    await expect(run(wrong)).rejects.toThrow(
      /name.*\n.*owner.*\n[^]*messaging\.streams\[0\]\.name[^]*messaging\.streams\[1\]\.storage|messaging\.streams\[1\]\.storage[^]*messaging\.streams\[0\]\.name/,
    );
    expect(workspace.content()).toEqual({});
  });

  it.each([
    ['resource:default/nowhere', /there is no resource:default\/nowhere/],
    ['resource:default/database', /names no broker/],
  ])('needs the entity of a broker: %s', async (brokerRef, message) => {
    await expect(run({ ...right, brokerRef })).rejects.toThrow(message);
    expect(workspace.content()).toEqual({});
  });
});
