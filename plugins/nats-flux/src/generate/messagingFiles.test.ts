import { parseDuration } from '@nats-portal/plugin-nats-common';
import {
  generated,
  Loose,
  objectIn,
  objectsIn,
} from '../__testUtils__/generated';
import { classicMessaging } from '../__testUtils__/requests';

const full = {
  streams: [
    {
      name: 'ORDERS',
      description: 'All "orders": {{ x }} ${y}',
      subjects: ['orders.>', 'refunds.*'],
      retention: 'limits',
      storage: 'file',
      replicas: 1,
      discard: 'new',
      maxAge: '7d',
      maxBytes: 1000000,
      maxMsgs: -1,
      duplicateWindow: '1m30s',
      compression: 's2',
      allowDirect: true,
      metadata: { team: 'a', '<<': 'no', on: 'off' },
      consumers: [
        {
          durableName: 'Billing_EU',
          deliverPolicy: 'byStartTime',
          optStartTime: '2026-01-01T00:00:00Z',
          ackPolicy: 'explicit',
          backoff: ['1s', '1m', '1d'],
          maxDeliver: 4,
          filterSubjects: ['orders.eu', 'refunds.*'],
          sampleFreq: '100',
          maxAckPending: 20,
        },
        { durableName: 'audit' },
      ],
    },
    { name: 'y', subjects: ['y'], maxAge: '1w' },
  ],
};

/** What tells the portal that Flux makes it. */
const DECLARED = { 'nats.io/declared-in': 'resource:default/local-nats' };

describe('streams', () => {
  it('are the messaging spec with nothing left to a default that hurts', async () => {
    const [orders, y] = objectsIn(
      await generated({ messaging: full }),
      'jetstream/streams.yaml',
    );
    expect(orders).toEqual({
      apiVersion: 'jetstream.nats.io/v1beta2',
      kind: 'Stream',
      metadata: {
        name: 'orders',
        annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      },
      spec: {
        name: 'ORDERS',
        description: 'All "orders": {{ x }} ${y}',
        subjects: ['orders.>', 'refunds.*'],
        retention: 'limits',
        storage: 'file',
        replicas: 1,
        maxAge: '168h',
        maxBytes: 1000000,
        maxMsgs: -1,
        discard: 'new',
        duplicateWindow: '1m30s',
        compression: 's2',
        allowDirect: true,
        metadata: {
          team: 'a',
          '<<': 'no',
          on: 'off',
          ...DECLARED,
        },
        account: 'app',
        preventDelete: true,
      },
    });
    expect(y.metadata.name).toBe('y');
    expect(y.spec).toMatchObject({
      maxAge: '168h',
      storage: 'file',
      replicas: 3,
    });
  });

  it('keep the order in which people read them', async () => {
    const [orders] = objectsIn(
      await generated({ messaging: full }),
      'jetstream/streams.yaml',
    );
    const keys = Object.keys(orders.spec);
    expect(keys.slice(0, 3)).toEqual(['name', 'description', 'subjects']);
    expect(keys.slice(-2)).toEqual(['account', 'preventDelete']);
  });

  it('say on the broker whose repository they are of, and nobody else’s', async () => {
    const pasted = {
      name: 'A',
      subjects: ['a'],
      metadata: { 'nats.io/declared-in': 'resource:default/other', a: 'b' },
      consumers: [{ durableName: 'c' }],
    };
    const files = await generated({ messaging: { streams: [pasted] } });
    const [stream] = objectsIn(files, 'jetstream/streams.yaml');
    expect(stream.spec.metadata).toEqual({ a: 'b', ...DECLARED });
    const [consumer] = objectsIn(files, 'jetstream/consumers.yaml');
    expect(consumer.spec.metadata).toEqual(DECLARED);
  });

  it('explain themselves once', async () => {
    const content = (await generated({ messaging: full })).get(
      'jetstream/streams.yaml',
    )?.content;
    expect(content?.match(/default is memory/g)).toHaveLength(1);
  });
});

describe('consumers', () => {
  it('are the messaging spec with nothing left to a default that hurts', async () => {
    const [billing, audit] = objectsIn(
      await generated({ messaging: full }),
      'jetstream/consumers.yaml',
    );
    expect(billing.metadata.name).toBe('orders-billing-eu');
    expect(billing.spec).toEqual({
      streamName: 'ORDERS',
      durableName: 'Billing_EU',
      filterSubjects: ['orders.eu', 'refunds.*'],
      deliverPolicy: 'byStartTime',
      optStartTime: '2026-01-01T00:00:00Z',
      ackPolicy: 'explicit',
      ackWait: '1s',
      maxDeliver: 4,
      backoff: ['1s', '1m', '24h'],
      replayPolicy: 'instant',
      sampleFreq: '100',
      maxAckPending: 20,
      metadata: DECLARED,
      account: 'app',
      preventDelete: true,
    });
    expect(audit.spec).toEqual({
      streamName: 'ORDERS',
      durableName: 'audit',
      deliverPolicy: 'all',
      ackPolicy: 'explicit',
      ackWait: '30s',
      maxDeliver: -1,
      replayPolicy: 'instant',
      metadata: DECLARED,
      account: 'app',
      preventDelete: true,
    });
  });

  it('have durations that Go reads', async () => {
    const text = JSON.stringify(
      objectsIn(
        await generated({ messaging: full }),
        'jetstream/consumers.yaml',
      ),
    );
    for (const [, duration] of text.matchAll(/"(\d+[a-z]+)"/g)) {
      expect(duration).not.toMatch(/[dw]/);
      expect(parseDuration(duration)).toBeDefined();
    }
  });
});

describe('the account', () => {
  it('connects to the broker with the controller’s certificate', async () => {
    const files = await generated({ name: 'orders' });
    expect(
      objectIn(files, 'jetstream/account.yaml', 'Account', 'app').spec,
    ).toEqual({
      name: 'app',
      servers: ['nats://orders.orders.svc.cluster.local:4222'],
      tls: {
        secret: { name: 'orders-nack-tls' },
        ca: 'ca.crt',
        cert: 'tls.crt',
        key: 'tls.key',
      },
    });
  });
});

describe('workers', () => {
  const worker = async (spec: object, changes = {}) => {
    const files = await generated({
      messaging: {
        streams: [
          {
            ...classicMessaging.streams[0],
            consumers: [
              {
                durableName: 'Echo_Workers',
                filterSubject: 'jobs.echo',
                maxDeliver: 3,
                worker: spec,
              },
            ],
          },
        ],
      },
      ...changes,
    });
    const path = 'workers/echo-workers.yaml';
    return {
      certificate: objectIn(files, path, 'Certificate'),
      deployment: objectIn(files, path, 'Deployment'),
      scaled: objectIn(files, path, 'ScaledObject'),
    };
  };
  const env = (deployment: Loose) =>
    Object.fromEntries(
      deployment.spec.template.spec.containers[0].env.map((item: Loose) => [
        item.name,
        item.value,
      ]),
    );

  it('are scaled by KEDA and by nobody else', async () => {
    const { deployment, scaled } = await worker({ maxReplicaCount: 7 });
    expect(deployment.spec).not.toHaveProperty('replicas');
    expect(scaled.spec).toEqual({
      scaleTargetRef: { name: 'echo-workers' },
      minReplicaCount: 0,
      maxReplicaCount: 7,
      fallback: {
        failureThreshold: 3,
        replicas: 1,
        behavior: 'currentReplicasIfHigher',
      },
      triggers: [
        {
          type: 'nats-jetstream',
          useCachedMetrics: true,
          metadata: {
            natsServerMonitoringEndpoint:
              'nats-headless.nats.svc.cluster.local:8222',
            useHttps: 'false',
            account: 'APP',
            stream: 'JOBS',
            consumer: 'Echo_Workers',
            lagThreshold: '10',
            activationLagThreshold: '0',
          },
        },
      ],
    });
  });

  it('are asked for over HTTPS where monitoring is', async () => {
    const { scaled } = await worker({}, { cluster: 'minicloud' });
    expect(scaled.spec.triggers[0].metadata.useHttps).toBe('true');
  });

  it('know where to connect, as whom and for what', async () => {
    const { certificate, deployment } = await worker({}, { name: 'orders' });
    expect(env(deployment)).toMatchObject({
      NATS_URL: 'nats://orders.orders.svc.cluster.local:4222',
      NATS_INBOX_PREFIX: '_INBOX_echo-workers',
      NATS_STREAM: 'JOBS',
      NATS_CONSUMER: 'Echo_Workers',
    });
    expect(certificate.spec).toMatchObject({
      commonName: 'echo-workers',
      secretName: 'echo-workers-tls',
    });
    expect(deployment.spec.template.spec.volumes[0].secret.secretName).toBe(
      'echo-workers-tls',
    );
    expect(deployment.spec.template.metadata.labels).toEqual({
      'app.kubernetes.io/name': 'echo-workers',
      'backstage.io/kubernetes-id': 'local-orders-echo-workers',
      'nats.io/client': 'true',
    });
  });

  it('run an example until they have an image of their own', async () => {
    const container = (deployment: Loose) =>
      deployment.spec.template.spec.containers[0];
    const example = await worker({});
    expect(container(example.deployment).args[0]).toContain(
      'consumer next "$NATS_STREAM" "$NATS_CONSUMER"',
    );
    const own = await worker({ image: 'example.org/echo:1.0' });
    expect(container(own.deployment)).toMatchObject({
      image: 'example.org/echo:1.0',
    });
    expect(container(own.deployment)).not.toHaveProperty('command');
    expect(container(own.deployment)).not.toHaveProperty('args');
  });
});

describe('Flux', () => {
  it('applies the folders in order, with time enough for each', async () => {
    const files = await generated({ cluster: 'minicloud', name: 'orders' });
    expect(
      objectsIn(files, 'clusters/minicloud/nats.yaml').map(
        ({ metadata, spec }) => ({
          name: metadata.name,
          path: spec.path,
          after: spec.dependsOn?.map((item: Loose) => item.name),
          timeout: spec.timeout,
          source: spec.sourceRef,
          wait: spec.wait,
        }),
      ),
    ).toEqual(
      [
        { name: 'orders', path: './nats', timeout: '50m' },
        {
          name: 'orders-jetstream',
          path: './jetstream',
          after: ['orders'],
          timeout: '5m',
        },
        {
          name: 'orders-workers',
          path: './workers',
          after: ['orders-jetstream'],
          timeout: '5m',
        },
      ].map(expected => ({
        after: undefined,
        source: { kind: 'GitRepository', name: 'orders' },
        wait: true,
        ...expected,
      })),
    );
  });

  it('is told when a stream or consumer has failed', async () => {
    const [, { spec }] = objectsIn(
      await generated(),
      'clusters/local/nats.yaml',
    );
    expect(spec.healthCheckExprs.map((item: Loose) => item.kind)).toEqual([
      'Stream',
      'Consumer',
    ]);
  });
});

describe('the catalog', () => {
  it('has the broker and its workers', async () => {
    const files = await generated({
      cluster: 'minicloud',
      broker: 'mini',
      owner: 'team-a',
      system: 'shop',
    });
    expect(objectsIn(files, 'catalog-info.yaml')).toEqual([
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          name: 'minicloud-nats',
          title: 'nats on minicloud',
          description: 'NATS broker, kept by Flux',
          annotations: {
            'nats.io/broker': 'mini',
            'nats.io/account': 'APP',
            'nats.io/consumers': 'JOBS/*',
            'nats.io/streams': 'JOBS',
            'backstage.io/kubernetes-id': 'minicloud-nats',
            'backstage.io/kubernetes-namespace': 'nats',
            'backstage.io/kubernetes-cluster': 'minicloud',
          },
        },
        spec: {
          type: 'nats-broker',
          owner: 'group:default/team-a',
          system: 'system:default/shop',
          dependsOn: ['resource:default/minicloud'],
        },
      },
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'minicloud-nats-echo-workers',
          title: 'echo-workers',
          description: 'Works off the consumer echo-workers of the stream JOBS',
          annotations: {
            'nats.io/broker': 'mini',
            'nats.io/account': 'APP',
            'nats.io/consumers': 'JOBS/echo-workers',
            'nats.io/scaling':
              'JOBS/echo-workers minReplicaCount=0 maxReplicaCount=5 lagThreshold=10 activationLagThreshold=0',
            'backstage.io/kubernetes-id': 'minicloud-nats-echo-workers',
            'backstage.io/kubernetes-namespace': 'nats',
            'backstage.io/kubernetes-cluster': 'minicloud',
          },
        },
        spec: {
          type: 'service',
          lifecycle: 'production',
          owner: 'group:default/team-a',
          system: 'system:default/shop',
          dependsOn: ['resource:default/minicloud-nats'],
        },
      },
    ]);
  });

  it('says nothing of streams where there are none', async () => {
    const files = await generated({ messaging: { streams: [] } });
    const [broker, ...rest] = objectsIn(files, 'catalog-info.yaml');
    expect(rest).toEqual([]);
    expect(Object.keys(broker.metadata.annotations)).toEqual([
      'nats.io/broker',
      'nats.io/account',
      'backstage.io/kubernetes-id',
      'backstage.io/kubernetes-namespace',
      'backstage.io/kubernetes-cluster',
    ]);
  });
});

describe('the README', () => {
  it('says what is special here, and how often a message is stored', async () => {
    const text = (
      await generated({ cluster: 'minicloud', name: 'orders' })
    ).get('README.md')?.content;
    expect(text).toContain('| Cluster | minicloud |');
    expect(text).toContain('9: 3 by NATS, 3 of each by the storage');
    expect(text).toContain('export CLUSTER=minicloud BROKER=orders');
  });
});
