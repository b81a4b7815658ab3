import { generated, Loose, objectsIn } from '../__testUtils__/generated';
import {
  bucketMessaging,
  classicMessaging,
  request,
} from '../__testUtils__/requests';
import { theDefaults, theSkeleton } from '../__testUtils__/theRepository';
import { resolveSettings } from '../settings/resolveSettings';

const KEY_VALUES = 'jetstream/key-values.yaml';
const OBJECT_STORES = 'jetstream/object-stores.yaml';

const messaging = { ...classicMessaging, ...bucketMessaging };

/** What tells the portal that Flux makes it; the controller's key-value buckets have no metadata. */
const DECLARED = { 'nats.io/declared-in': 'resource:default/local-nats' };

const checkedKinds = (flux: Loose[]) =>
  flux[1].spec.healthCheckExprs.map((item: Loose) => item.kind);

describe('key-value buckets', () => {
  it('are the messaging spec with nothing left to a default that hurts', async () => {
    const [settings, sessions] = objectsIn(
      await generated({ messaging }),
      KEY_VALUES,
    );
    expect(settings).toEqual({
      apiVersion: 'jetstream.nats.io/v1beta2',
      kind: 'KeyValue',
      metadata: {
        name: 'shop-settings',
        annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      },
      spec: {
        bucket: 'Shop_Settings',
        description: 'What the shop is set to, by key',
        republish: { destination: 'settings.>' },
        history: 5,
        storage: 'file',
        replicas: 3,
        ttl: '168h',
        limitMarkerTtl: 60_000_000_000,
        maxBytes: 10_000_000,
        maxValueSize: 100_000,
        compression: true,
        account: 'app',
        preventDelete: true,
      },
    });
    expect(sessions).toMatchObject({
      metadata: {
        name: 'sessions',
        annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      },
      spec: {
        bucket: 'sessions',
        history: 1,
        storage: 'file',
        replicas: 3,
        account: 'app',
        preventDelete: true,
      },
    });
  });

  it('copy others by the names of those buckets', async () => {
    const sources = [
      { name: 'sessions', externalApiPrefix: '$JS.hub.API' },
      { name: 'other' },
    ];
    const [mirror, sourced] = objectsIn(
      await generated({
        messaging: {
          streams: [],
          keyValues: [
            { bucket: 'copy', ttl: '1h', mirror: { name: 'sessions' } },
            { bucket: 'all', ttl: '1h', sources },
          ],
        },
      }),
      KEY_VALUES,
    );
    expect(mirror.spec.mirror).toEqual({ name: 'sessions' });
    expect(sourced.spec.sources).toEqual(sources);
  });

  it('keep the order in which people read them', async () => {
    const [settings] = objectsIn(await generated({ messaging }), KEY_VALUES);
    const keys = Object.keys(settings.spec);
    expect(keys.slice(0, 2)).toEqual(['bucket', 'description']);
    expect(keys.slice(-2)).toEqual(['account', 'preventDelete']);
  });
});

describe('object stores', () => {
  it('are the messaging spec with nothing left to a default that hurts', async () => {
    const [invoices, files] = objectsIn(
      await generated({ messaging }),
      OBJECT_STORES,
    );
    expect(invoices).toEqual({
      apiVersion: 'jetstream.nats.io/v1beta2',
      kind: 'ObjectStore',
      metadata: {
        name: 'invoices',
        annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      },
      spec: {
        bucket: 'Invoices',
        description: 'Invoices, as PDF',
        storage: 'file',
        replicas: 1,
        ttl: '720h',
        maxBytes: 20_000_000,
        compression: false,
        metadata: { team: 'billing', ...DECLARED },
        account: 'app',
        preventDelete: true,
      },
    });
    expect(files.spec).toEqual({
      bucket: 'files',
      storage: 'file',
      replicas: 3,
      metadata: DECLARED,
      account: 'app',
      preventDelete: true,
    });
  });
});

describe('a repository with buckets', () => {
  it('lists their files, and has none where there are no buckets', async () => {
    const resources = async (spec: object) =>
      objectsIn(
        await generated({ messaging: spec }),
        'jetstream/kustomization.yaml',
      )[0].resources;
    const { keyValues, objectStores } = bucketMessaging;
    expect(await resources(messaging)).toEqual([
      'account.yaml',
      'streams.yaml',
      'consumers.yaml',
      'key-values.yaml',
      'object-stores.yaml',
    ]);
    expect(await resources({ streams: [], keyValues })).toEqual([
      'account.yaml',
      'key-values.yaml',
    ]);
    expect(await resources({ streams: [], objectStores })).toEqual([
      'account.yaml',
      'object-stores.yaml',
    ]);
    expect(await resources(classicMessaging)).toEqual([
      'account.yaml',
      'streams.yaml',
      'consumers.yaml',
    ]);
  });

  it('tells Flux when a bucket has failed, where there is one', async () => {
    const kinds = async (spec: object) =>
      checkedKinds(
        objectsIn(
          await generated({ messaging: spec }),
          'clusters/local/nats.yaml',
        ),
      );
    expect(await kinds(messaging)).toEqual([
      'Stream',
      'Consumer',
      'KeyValue',
      'ObjectStore',
    ]);
    expect(
      await kinds({ streams: [], keyValues: [{ bucket: 'a', ttl: '1h' }] }),
    ).toEqual(['Stream', 'Consumer', 'KeyValue']);
    expect(await kinds(classicMessaging)).toEqual(['Stream', 'Consumer']);
  });

  it('keeps the health check of a bucket that is the platform team’s', async () => {
    const skeleton = new Map(await theSkeleton());
    const example = skeleton.get(KEY_VALUES)?.content ?? '';
    skeleton.set(KEY_VALUES, {
      content: `${example}---\n${example.replaceAll('settings', 'platform')}`,
    });
    const files = await generated({}, skeleton);
    expect(objectsIn(files, KEY_VALUES).map(({ spec }) => spec.bucket)).toEqual(
      ['platform'],
    );
    expect(checkedKinds(objectsIn(files, 'clusters/local/nats.yaml'))).toEqual([
      'Stream',
      'Consumer',
      'KeyValue',
    ]);
  });

  it('gives Flux time for many buckets', async () => {
    const keyValues = Array.from({ length: 250 }, (_, i) => ({
      bucket: `b-${i}`,
      ttl: '1h',
    }));
    const flux = objectsIn(
      await generated({ messaging: { streams: [], keyValues } }),
      'clusters/local/nats.yaml',
    );
    expect(flux[1].spec.timeout).toBe('7m');
  });

  it('names them in the README, and counts their copies', async () => {
    const text = (await generated({ cluster: 'minicloud', messaging })).get(
      'README.md',
    )?.content;
    expect(text).toContain(
      '| Key-value buckets | Shop\\_Settings, sessions |\n| Object stores | Invoices, files |',
    );
    const only = (
      await generated({
        cluster: 'minicloud',
        messaging: { streams: [], objectStores: [{ bucket: 'files' }] },
      })
    ).get('README.md')?.content;
    expect(only).toContain('9: 3 by NATS, 3 of each by the storage');
    expect((await generated()).get('README.md')?.content).not.toContain(
      'Object stores',
    );
  });

  it('holds none of them where the portal makes them', async () => {
    const files = await generated({ messaging, provisioning: 'portal' });
    expect(
      [...files.keys()].filter(path => path.startsWith('jetstream/')),
    ).toEqual([]);
    expect(files.get('README.md')?.content).toContain('Shop\\_Settings');
  });

  it('says which part is missing of a skeleton that knows no buckets', async () => {
    const skeleton = new Map(await theSkeleton());
    skeleton.delete(OBJECT_STORES);
    await expect(generated({ messaging }, skeleton)).rejects.toThrow(
      'The skeleton has no jetstream/object-stores.yaml',
    );
  });
});

describe('names of buckets', () => {
  const places = (spec: object) =>
    resolveSettings(request({ messaging: spec }), theDefaults())
      .findings.filter(({ severity }) => severity === 'error')
      .map(({ id, path }) => `${id} ${path}`);

  it('are distinct in Kubernetes too, by kind', () => {
    expect(
      places({
        streams: [{ name: 'a', subjects: ['a'], maxAge: '1h' }],
        keyValues: [{ bucket: 'a' }, { bucket: 'x_y' }, { bucket: 'X-Y' }],
        objectStores: [{ bucket: 'a' }, { bucket: 'B' }, { bucket: 'b' }],
      }),
    ).toEqual([
      'name-taken messaging.keyValues[2]',
      'name-taken messaging.objectStores[2]',
    ]);
  });

  it('can be names in Kubernetes', () => {
    expect(
      places({
        streams: [],
        keyValues: [{ bucket: '_' }],
        objectStores: [{ bucket: '-__-' }],
      }),
    ).toEqual([
      'name-kubernetes messaging.keyValues[0].bucket',
      'name-kubernetes messaging.objectStores[0].bucket',
    ]);
  });

  it('are not those of the streams behind other buckets', () => {
    expect(
      places({
        streams: [
          {
            name: 'KV_a',
            subjects: ['$KV.a.>'],
            maxAge: '1h',
          },
        ],
        keyValues: [{ bucket: 'a' }],
      }),
    ).toContain('js-duplicate-asset messaging.keyValues[0].bucket');
  });
});
