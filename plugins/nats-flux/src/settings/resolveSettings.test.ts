import { ConsumerSpec, Finding } from '@nats-portal/plugin-nats-common';
import { classicMessaging, request } from '../__testUtils__/requests';
import { theDefaults } from '../__testUtils__/theRepository';
import { GenerateRequest } from './GenerateRequest';
import { resolveSettings } from './resolveSettings';

const defaults = theDefaults();

const resolve = (changes: Partial<GenerateRequest> = {}) =>
  resolveSettings(request(changes), defaults);

const errors = (changes: Partial<GenerateRequest>) =>
  resolve(changes).findings.filter(({ severity }) => severity === 'error');

const places = (findings: Finding[]) =>
  findings.map(({ id, path }) => `${id} at ${path}`);

const consumers = (...specs: ConsumerSpec[]) => ({
  streams: [{ ...classicMessaging.streams[0], consumers: specs }],
});

describe('where a value comes from', () => {
  it('is the form first', () => {
    const { settings } = resolve({ cluster: 'minicloud', cpu: '2' });
    expect(settings.cpu).toBe('2');
    expect(settings.origins.cpu).toBe('form');
  });

  it.each(['', '  ', undefined])('is the cluster for a blank %j', blank => {
    const { settings } = resolve({ cluster: 'minicloud', storageClass: blank });
    expect(settings.storageClass).toBe('longhorn');
    expect(settings.origins.storageClass).toBe('cluster default');
  });

  it('is the platform where the cluster says nothing', () => {
    const { settings } = resolve({ cluster: 'minicloud' });
    expect(settings.servers).toBe(3);
    expect(settings.origins.servers).toBe('platform default');
  });

  it('is the skeleton where nobody says anything', () => {
    const { settings } = resolve({ cluster: 'local' });
    expect(settings.chartVersion).toBeUndefined();
    expect(settings.origins.chartVersion).toBe('skeleton');
  });

  it('is decided value by value for workers', () => {
    const { settings } = resolve({ cluster: 'bramble' });
    expect(settings.worker).toMatchObject({ cpu: '20m', lagThreshold: 10 });
    expect(settings.origins['worker.cpu']).toBe('cluster default');
    expect(settings.origins['worker.lagThreshold']).toBe('platform default');
  });

  it('is the platform for a cluster that the file does not name', () => {
    const { settings, findings } = resolve({ cluster: 'constructor' });
    expect(settings.storageSize).toBe('20Gi');
    expect(findings.map(({ id }) => id)).toEqual(['js-workqueue-gap']);
  });
});

describe('what follows from other values', () => {
  it('names the broker after cluster and release', () => {
    expect(resolve().settings).toMatchObject({
      name: 'nats',
      broker: 'local-nats',
    });
  });

  it('writes references in full', () => {
    expect(resolve({ owner: 'team-a', system: 'shop' }).settings).toMatchObject(
      {
        owner: 'group:default/team-a',
        system: 'system:default/shop',
      },
    );
  });

  it.each([
    [1, 1],
    [3, 3],
    [5, 3],
  ])('gives streams on %i servers %i replicas', (servers, replicas) => {
    const { settings } = resolve({
      servers,
      messaging: { streams: [{ name: 'A', subjects: ['a'], maxAge: '1h' }] },
    });
    expect(settings.messaging.streams[0].replicas).toBe(replicas);
  });

  it('fills in what a worker leaves blank', () => {
    const { settings } = resolve({
      messaging: consumers({ durableName: 'Echo_Workers', worker: {} }),
    });
    expect(settings.workers).toEqual([
      {
        name: 'echo-workers',
        account: 'APP',
        stream: 'JOBS',
        consumer: 'Echo_Workers',
        image: 'natsio/nats-box:0.19.7',
        ownImage: false,
        minReplicaCount: 0,
        maxReplicaCount: 5,
        lagThreshold: 10,
        activationLagThreshold: 0,
      },
    ]);
  });

  it('calls workers after their streams too where consumers share a name', () => {
    const { settings, findings } = resolve({
      messaging: {
        streams: ['A', 'B'].map(name => ({
          name,
          subjects: [name],
          retention: 'workqueue',
          maxAge: '1h',
          consumers: [{ durableName: 'worker', maxDeliver: 3, worker: {} }],
        })),
      },
    });
    expect(settings.workers.map(({ name }) => name)).toEqual([
      'a-worker',
      'b-worker',
    ]);
    expect(findings).toEqual([]);
  });
});

describe('what is wrong', () => {
  const logs = { name: 'A', subjects: ['a'], maxAge: '1h' };

  it.each<[string, Partial<GenerateRequest>, string[]]>([
    [
      'names that NATS refuses',
      {
        messaging: {
          streams: [
            {
              ...logs,
              name: 'A\u0000',
              retention: 'workqueue',
              consumers: [
                { durableName: 'b'.repeat(300), maxDeliver: 3, worker: {} },
              ],
            },
          ],
        },
      },
      [
        'js-name at messaging.streams[0].name',
        'js-name at messaging.streams[0].consumers[0].durableName',
      ],
    ],
    [
      'a name that is too long',
      { name: 'x'.repeat(80) },
      ['settings-name at name'],
    ],
    [
      'a host that is none',
      { monitoringHost: 'no\u0000host' },
      ['settings-monitoringHost at monitoringHost'],
    ],
    [
      'limits that are none',
      { messaging: { streams: [{ ...logs, maxBytes: -5, maxMsgs: -7 }] } },
      [
        'js-shape at messaging.streams[0].maxMsgs',
        'js-shape at messaging.streams[0].maxBytes',
      ],
    ],
  ])('is said once of %s', (_what, changes, expected) => {
    expect(places(errors(changes))).toEqual(expected);
  });

  it('is said all at once, each with the field of the form', () => {
    const findings = errors({
      cluster: 'Mini Cloud',
      name: '-nats',
      broker: 'a b',
      owner: 'system:default/x',
      system: ':::',
      servers: 4,
      storageSize: '1.5Gi',
      storageClass: 'Fast!',
      memory: '1Mi',
      cpu: 'lots',
      memoryStoreSize: '1GB',
      messaging: {
        streams: [
          {
            name: 'a.b',
            subjects: ['a.>'],
            maxAge: '7 days',
            consumers: [
              {
                durableName: 'c',
                maxDeliver: 3,
                backoff: ['1s', '2s', '3s', '4s'],
              },
            ],
          },
          { name: 'B', subjects: ['a.b'], maxAge: '1h', replicas: 5 },
        ],
      },
    });
    expect(places(findings)).toEqual([
      'settings-cluster at cluster',
      'settings-name at name',
      'settings-broker at broker',
      'settings-entity-ref at owner',
      'settings-entity-ref at system',
      'settings-servers at servers',
      'settings-storageSize at storageSize',
      'settings-storageClass at storageClass',
      'settings-memory at memory',
      'settings-cpu at cpu',
      'settings-memoryStoreSize at memoryStoreSize',
      'js-name at messaging.streams[0].name',
      'js-subject-overlap at messaging.streams[1].subjects[0]',
      'js-duration at messaging.streams[0].maxAge',
      'js-replicas-cluster at messaging.streams[1].replicas',
      'js-backoff-length at messaging.streams[0].consumers[0].backoff',
    ]);
  });

  it('includes a cluster and an owner that are missing', () => {
    expect(places(errors({ cluster: '', owner: '' }))).toEqual([
      'settings-cluster at cluster',
      'settings-entity-ref at owner',
    ]);
  });

  it('includes names that would be too long', () => {
    expect(
      places(errors({ name: 'n'.repeat(53), messaging: { streams: [] } })),
    ).toEqual(['settings-name at name']);
    expect(
      places(errors({ name: 'n'.repeat(40), cluster: 'c'.repeat(30) })),
    ).toEqual([
      'name-entity at name',
      'name-entity at messaging.streams[0].consumers[0].durableName',
    ]);
  });

  it('includes names that only Kubernetes refuses', () => {
    const messaging = {
      streams: [
        {
          name: 'Größe',
          subjects: ['a'],
          maxAge: '1h',
          consumers: [{ durableName: '__', maxDeliver: 3 }],
        },
      ],
    };
    expect(places(errors({ messaging }))).toEqual([
      'name-kubernetes at messaging.streams[0].name',
      'name-kubernetes at messaging.streams[0].consumers[0].durableName',
    ]);
  });

  it('includes names that two objects would share', () => {
    const findings = errors({
      messaging: {
        streams: ['jobs', 'JOBS'].map(name => ({
          name,
          subjects: [name],
          maxAge: '1h',
        })),
      },
    });
    expect(places(findings)).toEqual(['name-taken at messaging.streams[1]']);
    expect(findings[0].message).toContain('messaging.streams[0]');
  });

  it.each(['nats', 'nats-box', 'nats-sys', 'kustomization'])(
    'includes a worker called %s, which is taken',
    durableName => {
      expect(
        places(errors({ messaging: consumers({ durableName, worker: {} }) })),
      ).toEqual([
        'name-taken at messaging.streams[0].consumers[0].durableName',
      ]);
    },
  );

  it('does not mind consumers of streams whose names run together', () => {
    const { settings, findings } = resolve({
      messaging: {
        streams: [
          ['orders', 'eu-billing', 'a'],
          ['orders-eu', 'billing', 'b'],
        ].map(([name, durableName, subject]) => ({
          name,
          subjects: [subject],
          maxAge: '1h',
          consumers: [{ durableName, maxDeliver: 3 }],
        })),
      },
    });
    expect(findings).toEqual([]);
    expect(settings.messaging.streams).toHaveLength(2);
  });

  it('includes an image that is none', () => {
    expect(
      places(
        errors({
          messaging: consumers({
            durableName: 'w',
            worker: { image: 'x\nimage: evil' },
          }),
        }),
      ),
    ).toEqual([
      'settings-image at messaging.streams[0].consumers[0].worker.image',
    ]);
  });

  it('includes bounds that only the default makes impossible', () => {
    expect(
      places(
        errors({
          messaging: consumers({
            durableName: 'w',
            worker: { minReplicaCount: 6 },
          }),
        }),
      ),
    ).toEqual([
      'keda-bounds at messaging.streams[0].consumers[0].worker.minReplicaCount',
    ]);
  });

  it('includes streams that reserve more than there is', () => {
    const stream = (name: string, maxBytes: number) => ({
      name,
      subjects: [name],
      maxBytes,
    });
    expect(
      places(errors({ messaging: { streams: [stream('A', 2 ** 31)] } })),
    ).toEqual(['js-reservation at messaging.streams[0].maxBytes']);
    expect(
      places(
        errors({
          messaging: { streams: [stream('A', 2 ** 29), stream('B', 2 ** 30)] },
        }),
      ),
    ).toEqual(['js-reservation at messaging.streams[1].maxBytes']);
  });

  it('includes memory streams without a memory store', () => {
    const messaging = {
      streams: [
        { name: 'A', subjects: ['a'], storage: 'memory', maxAge: '1h' },
      ],
    };
    expect(places(errors({ messaging }))).toEqual([
      'js-memory-store at messaging.streams[0].storage',
    ]);
    expect(errors({ messaging, memoryStoreSize: '64Mi' })).toEqual([]);
    expect(places(errors({ messaging, memoryStoreSize: '256Mi' }))).toEqual([
      'settings-memoryStoreSize at memoryStoreSize',
    ]);
  });

  it('includes control characters, wherever they are', () => {
    expect(
      places(
        errors({
          messaging: consumers({
            durableName: 'w',
            maxDeliver: 1,
            description: 'a\u0000b',
            metadata: { 'k\u2028': 'v' },
          }),
        }),
      ),
    ).toEqual([
      'settings-text at messaging.streams[0].consumers[0].description',
      'settings-text at messaging.streams[0].consumers[0].metadata',
    ]);
  });
});

describe('namespaces', () => {
  it.each([
    'kube-system',
    'default',
    'flux-system',
    'cert-manager',
    'keda',
    'nack',
    'monitoring',
  ])('refuses %s, which something else runs in', name => {
    const { findings } = resolveSettings(
      request({ cluster: 'minicloud', name }),
      theDefaults(),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ id: 'name-reserved', path: 'name' }),
    );
  });

  it('takes any other', () => {
    const { findings } = resolveSettings(
      request({ cluster: 'minicloud', name: 'kubenats' }),
      theDefaults(),
    );
    expect(findings.map(({ id }) => id)).not.toContain('name-reserved');
  });
});
