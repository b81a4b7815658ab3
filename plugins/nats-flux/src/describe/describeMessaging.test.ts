import { checkMessaging } from '@nats-portal/plugin-nats-common';
import { parse } from 'yaml';
import { describeMessaging, DescribedMessaging } from './describeMessaging';

const described: DescribedMessaging = {
  name: 'orders',
  broker: 'local',
  account: 'APP',
  brokerRef: 'resource:default/local-nats',
  owner: 'group:default/team-a',
  spec: {
    streams: [
      {
        name: 'ORDERS',
        subjects: ['orders.>'],
        maxAge: '7d',
        consumers: [{ durableName: 'billing' }, { durableName: 'mail' }],
      },
      { name: 'AUDIT', subjects: ['audit.>'] },
    ],
  },
};

function read(changes: Partial<DescribedMessaging> = {}) {
  const { files, ...rest } = describeMessaging({ ...described, ...changes });
  const content = (path: string) => files.get(path)?.content ?? '';
  return { ...rest, content, paths: [...files.keys()] };
}

describe('describeMessaging', () => {
  it('names every stream and consumer in one entity of the owner', () => {
    const { content, catalogInfoPath, entityRefs } = read();
    expect(entityRefs).toEqual(['resource:default/orders']);
    expect(parse(content(catalogInfoPath))).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'orders',
        description: 'Streams and consumers on the NATS broker local',
        annotations: {
          'nats.io/broker': 'local',
          'nats.io/account': 'APP',
          'nats.io/streams': 'ORDERS,AUDIT',
          'nats.io/consumers': 'ORDERS/billing,ORDERS/mail',
        },
      },
      spec: {
        type: 'nats-messaging',
        owner: 'group:default/team-a',
        dependsOn: ['resource:default/local-nats'],
      },
    });
  });

  it('keeps the spec so that it can be pasted again', () => {
    const { content } = read();
    const text = content('local/orders/messaging.yaml');
    expect(text).toMatch(/^# What orders wants of the NATS broker local\.\n/);
    expect(parse(text)).toEqual(described.spec);
    expect(checkMessaging(parse(text)).spec).toEqual(described.spec);
  });

  it('keeps buckets with the streams, and without any', () => {
    const buckets = {
      keyValues: [{ bucket: 'settings', history: 5, limitMarkerTtl: '1m' }],
      objectStores: [{ bucket: 'invoices', maxBytes: 1000 }],
    };
    for (const [streams, description] of [
      [
        described.spec.streams,
        'Streams, consumers and buckets on the NATS broker local',
      ],
      [[], 'Buckets on the NATS broker local'],
    ] as const) {
      const spec = { streams: [...streams], ...buckets };
      const { content, catalogInfoPath } = read({ spec });
      const text = content('local/orders/messaging.yaml');
      expect(checkMessaging(parse(text)).spec).toEqual(spec);
      expect(parse(content(catalogInfoPath)).metadata).toMatchObject({
        description,
      });
    }
  });

  it('leaves out what there is none of', () => {
    const { content, catalogInfoPath } = read({
      account: '',
      brokerRef: undefined,
      spec: { streams: [] },
    });
    const { metadata, spec } = parse(content(catalogInfoPath));
    expect(metadata.annotations).toEqual({ 'nats.io/broker': 'local' });
    expect(Object.keys(spec)).toEqual(['type', 'owner']);
  });

  it('keeps the files of teams and brokers apart', () => {
    expect(read().paths).toEqual([
      'local/orders/catalog-info.yaml',
      'local/orders/messaging.yaml',
    ]);
    expect(read({ broker: 'minicloud', name: 'mail' }).paths).toEqual([
      'minicloud/mail/catalog-info.yaml',
      'minicloud/mail/messaging.yaml',
    ]);
  });
});
