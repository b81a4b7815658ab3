import { TestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { DryRun, dryRunTemplate, readTemplate } from './dryRunTemplate';
import { filledFields, formFields } from './formFields';
import { startScaffolder } from './startScaffolder';

jest.setTimeout(60_000);

const root = resolve(__dirname, '..');

const template = readTemplate('nats-broker');
/** All templates, by the names of their folders. */
const templates = Object.fromEntries(
  ['nats-broker', 'nats-broker-change', 'nats-streams'].map(name => [
    name,
    readTemplate(name),
  ]),
);
const localBroker: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'local-nats',
    namespace: 'default',
    annotations: { 'nats.io/broker': 'local' },
  },
  spec: { type: 'nats-broker' },
};
const clusters: Entity[] = readFileSync(
  join(root, 'plugins/nats-backend/dev/catalog/clusters.yaml'),
  'utf8',
)
  .split(/^---$/m)
  .map(text => {
    const entity = parse(text);
    return {
      ...entity,
      metadata: { namespace: 'default', ...entity.metadata },
    };
  });

/** Every field of a form that is drawn by NatsStreams, at any depth. */
function listsIn(schema: unknown): Record<string, unknown>[] {
  if (typeof schema !== 'object' || schema === null) {
    return [];
  }
  const fields = schema as Record<string, unknown>;
  return [
    ...(fields['ui:field'] === 'NatsStreams' ? [fields] : []),
    ...Object.values(fields).flatMap(listsIn),
  ];
}

describe.each(Object.entries(templates))('the lists of %s', (_name, each) => {
  it('are of streams and of both kinds of buckets, each with fields to fill in', () => {
    const lists = listsIn(each.spec.parameters);
    expect(lists.map(({ title }) => title)).toEqual([
      'Streams',
      'Key-value buckets',
      'Object stores',
    ]);
    for (const { items } of lists) {
      const { properties } = items as { properties: object };
      expect(Object.keys(properties).length).toBeGreaterThan(4);
    }
  });
});

/** Every property of a name in a form, at any depth. */
function propertiesIn(schema: unknown, name: string): unknown[] {
  if (typeof schema !== 'object' || schema === null) {
    return [];
  }
  return Object.entries(schema).flatMap(([key, value]) => [
    ...(key === name ? [value] : []),
    ...propertiesIn(value, name),
  ]);
}

describe.each(Object.entries(templates))('the sizes of %s', (_name, each) => {
  it('are quantities or numbers of bytes, and a field for text in the form', () => {
    const sizes = listsIn(each.spec.parameters).flatMap(({ items }) =>
      propertiesIn(items, 'maxBytes'),
    );
    expect(sizes).toHaveLength(3);
    for (const size of sizes) {
      // Of several types the form draws the first.
      expect(size).toMatchObject({
        title: 'Largest size',
        type: ['string', 'integer'],
        description: expect.stringMatching(/^Such as \d+Gi, or .*bytes/),
      });
    }
  });
});

/** The values that the form sends when nobody changes anything; it fills in the user's group. */
function defaultValues(): Record<string, unknown> {
  const properties = template.spec.parameters.flatMap(
    (page: { properties: object }) => Object.entries(page.properties),
  ) as [string, { default?: unknown; 'ui:options'?: { initial?: unknown } }][];
  const values = properties.map(([name, property]) => [
    name,
    property.default ?? property['ui:options']?.initial,
  ]);
  return {
    owner: 'group:default/team-a',
    ...Object.fromEntries(values.filter(([, value]) => value !== undefined)),
  };
}

describe('the template nats-broker, dry run', () => {
  let backend: TestBackend;

  beforeAll(async () => {
    backend = await startScaffolder({
      entities: [...clusters, localBroker],
      nats: {
        defaults: join(root, 'templates/defaults.yaml'),
        skeleton: join(root, 'skeleton'),
        repositories: { directory: join(root, '.local/never-written') },
      },
    });
  });

  afterAll(() => backend.stop());

  const dryRun = (values: Record<string, unknown>, of: object = template) =>
    dryRunTemplate(backend, of, values);

  describe.each(['local', 'minicloud', 'bramble'])('for %s', cluster => {
    let result: DryRun;

    beforeAll(async () => {
      result = await dryRun({
        ...defaultValues(),
        cluster: `resource:default/${cluster}`,
      });
    });

    it('succeeds with the default values', () => {
      expect(result.error).toBe('');
      expect(result.status).toBe(200);
    });

    it('writes the repository of the design', () => {
      expect([...result.files.keys()]).toEqual(
        expect.arrayContaining([
          'README.md',
          'catalog-info.yaml',
          `clusters/${cluster}/nats.yaml`,
          'nats/kustomization.yaml',
          'nats/namespace.yaml',
          'nats/repository.yaml',
          'nats/release.yaml',
          'nats/certificates.yaml',
          'jetstream/kustomization.yaml',
          'jetstream/streams.yaml',
          'jetstream/consumers.yaml',
          'workers/kustomization.yaml',
          'workers/echo-workers.yaml',
        ]),
      );
    });

    it('writes YAML that parses, without a duplicate key', () => {
      const problems = [...result.files]
        .filter(([path]) => /\.ya?ml$/.test(path))
        .flatMap(([path, content]) =>
          parseAllDocuments(content, { uniqueKeys: true }).flatMap(
            ({ errors, warnings }) =>
              [...errors, ...warnings].map(
                ({ message }) => `${path}: ${message}`,
              ),
          ),
        );
      expect(problems).toEqual([]);
    });

    it('lists every file of a folder in its kustomization.yaml, and no other', () => {
      const kustomizations = [...result.files.keys()].filter(path =>
        path.endsWith('/kustomization.yaml'),
      );
      expect(kustomizations.length).toBeGreaterThanOrEqual(3);
      for (const path of kustomizations) {
        const folder = dirname(path);
        const listed: string[] = parse(result.files.get(path)!).resources ?? [];
        const present = [...result.files.keys()]
          .filter(file => posix.dirname(file) === folder && file !== path)
          .map(file => posix.basename(file));
        expect({ path, listed: [...listed].sort() }).toEqual({
          path,
          listed: present.sort(),
        });
      }
    });

    it('describes the broker and the worker for the catalog', () => {
      const entities: Entity[] = parseAllDocuments(
        result.files.get('catalog-info.yaml')!,
      ).map(document => document.toJS());
      const broker = cluster === 'local' ? 'local' : `${cluster}-nats`;
      expect(entities).toMatchObject([
        {
          kind: 'Resource',
          metadata: {
            name: `${cluster}-nats`,
            annotations: { 'nats.io/broker': broker },
          },
          spec: { type: 'nats-broker', owner: 'group:default/team-a' },
        },
        {
          kind: 'Component',
          metadata: {
            annotations: {
              'nats.io/broker': broker,
              'nats.io/consumers': 'JOBS/echo-workers',
            },
          },
        },
      ]);
    });

    it('leaves the streams to Flux while no broker is configured, and says so', () => {
      expect(result.log).toMatch(/Flux will create the streams/);
    });
  });

  it('writes into its folder of a fleet repository', async () => {
    const { error, files, output } = await dryRun({
      ...defaultValues(),
      cluster: 'resource:default/minicloud',
      name: 'orders',
      layout: 'fleet',
      source: { kind: 'GitRepository', name: 'platform' },
    });
    expect(error).toBe('');
    const folder = 'clusters/minicloud/orders';
    expect([...files.keys()].filter(path => !path.startsWith(folder))).toEqual(
      [],
    );
    const flux = parseAllDocuments(files.get(`${folder}/nats.yaml`)!);
    expect(flux.map(document => document.toJS().spec)).toEqual(
      ['nats', 'jetstream', 'workers'].map(name =>
        expect.objectContaining({
          path: `./${folder}/${name}`,
          sourceRef: { kind: 'GitRepository', name: 'platform' },
        }),
      ),
    );
    expect(JSON.stringify(output)).toContain('never-written/fleet');
  });

  it('takes every field of the form, filled in', async () => {
    const consumer = {
      durableName: 'worker',
      ackPolicy: 'explicit',
      maxDeliver: 5,
      worker: {
        enabled: true,
        image: 'registry.example.org/team/worker:1.0.0',
        minReplicaCount: 1,
        maxReplicaCount: 4,
        lagThreshold: 20,
      },
    };
    const values = {
      cluster: 'resource:default/minicloud',
      name: 'orders',
      owner: 'group:default/team-a',
      system: 'system:default/shop',
      servers: 5,
      storageSize: '20Gi',
      storageClass: 'fast',
      memory: '2Gi',
      cpu: '1',
      memoryStoreSize: '256Mi',
      monitoringHost: 'nats.example.org',
      accounts: [
        { name: 'SHOP' },
        {
          name: 'BILLING',
          maxFileStore: '20Gi',
          maxMemoryStore: '64Mi',
          publishers: ['till'],
        },
      ],
      streams: [
        {
          name: 'ORDERS',
          subjects: ['orders.>'],
          retention: 'workqueue',
          storage: 'file',
          replicas: 5,
          maxAge: '7d',
          maxBytes: '1Gi',
          discard: 'old',
          consumers: [
            { ...consumer, filterSubject: 'orders.new', ackWait: '30s' },
            {
              ...consumer,
              durableName: 'slow',
              filterSubject: 'orders.old',
              backoff: ['5s', '30s', '5m'],
            },
          ],
        },
        {
          name: 'BILLS',
          account: 'BILLING',
          subjects: ['bills.>'],
          maxAge: '30d',
          maxBytes: 1073741824,
          consumers: [consumer],
        },
      ],
      keyValues: [
        {
          bucket: 'rates',
          account: 'BILLING',
          history: 5,
          ttl: '30d',
          limitMarkerTtl: '1m',
          storage: 'memory',
          replicas: 3,
          maxBytes: '1Mi',
          compression: false,
        },
      ],
      objectStores: [
        {
          bucket: 'invoices',
          account: 'BILLING',
          ttl: '30d',
          storage: 'file',
          replicas: 3,
          maxBytes: '10Mi',
          compression: true,
        },
      ],
      provisioning: 'flux',
      layout: 'fleet',
      source: {
        kind: 'GitRepository',
        name: 'platform',
        namespace: 'flux-system',
      },
      publish: 'disk',
      repository: 'fleet',
    };
    // Of the two places that a repository may be in, a form has one.
    const onHost = ['repoUrl', 'branch'];
    expect(
      [...filledFields(values), ...onHost]
        .filter((field, i, all) => all.indexOf(field) === i)
        .sort(),
    ).toEqual(
      formFields({
        properties: Object.assign(
          {},
          ...template.spec.parameters.map(
            ({ properties }: { properties: object }) => properties,
          ),
        ),
        dependencies: Object.assign(
          {},
          ...template.spec.parameters.map(
            ({ dependencies }: { dependencies?: object }) => dependencies,
          ),
        ),
      }).sort(),
    );

    const { error, files } = await dryRun(values);
    expect(error).toBe('');
    const folder = 'clusters/minicloud/orders';
    const objects = [...files.keys()]
      .filter(path => path.startsWith(folder) && path.endsWith('.yaml'))
      .flatMap(path => parseAllDocuments(files.get(path)!))
      .map(document => document.toJS());
    const specOf = (kind: string, name: string) =>
      objects.find(
        object => object.kind === kind && object.metadata.name === name,
      )?.spec;
    const { values: chart } = specOf('HelmRelease', 'orders');
    expect(chart.config.cluster.replicas).toBe(5);
    expect(chart.config.merge.accounts).toMatchObject({
      SHOP: { jetstream: 'enabled' },
      BILLING: { jetstream: { max_file: '<< 20Gi >>', max_mem: '<< 64Mi >>' } },
    });
    expect(
      chart.config.merge.accounts.BILLING.users.map(
        ({ user }: { user: string }) => user,
      ),
    ).toContain('CN=till');
    expect(specOf('ScaledObject', 'slow')).toMatchObject({
      minReplicaCount: 1,
      maxReplicaCount: 4,
    });
    expect(objects.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Ingress', 'KeyValue', 'ObjectStore', 'Account']),
    );
  });

  it('keeps buckets in the repository beside the streams', async () => {
    const { error, files, log } = await dryRun({
      ...defaultValues(),
      cluster: 'resource:default/minicloud',
      keyValues: [
        { bucket: 'settings', history: 5, ttl: '7d', maxBytes: '1Mi' },
        { bucket: 'sessions', storage: 'file', limitMarkerTtl: '1m' },
      ],
      // A number of bytes is as good as a quantity.
      objectStores: [{ bucket: 'invoices', maxBytes: 10485760, replicas: 1 }],
    });
    expect(error).toBe('');
    const specs = (path: string) =>
      parseAllDocuments(files.get(path)!).map(document => document.toJS().spec);
    expect(specs('jetstream/key-values.yaml')).toMatchObject([
      { bucket: 'settings', history: 5, ttl: '168h', maxBytes: 1048576 },
      { bucket: 'sessions', history: 1, limitMarkerTtl: 60_000_000_000 },
    ]);
    expect(specs('jetstream/object-stores.yaml')).toMatchObject([
      {
        bucket: 'invoices',
        replicas: 1,
        preventDelete: true,
        maxBytes: 10485760,
      },
    ]);
    expect(log).toMatch(/Flux will create the streams and buckets/);
  });

  it('takes buckets from the form of nats-streams, too', async () => {
    const streams = templates['nats-streams'];
    // The steps after it need a broker that runs.
    const [describeStep] = streams.spec.steps;
    const { error, files } = await dryRun(
      {
        broker: 'resource:default/local-nats',
        name: 'orders',
        owner: 'group:default/team-a',
        how: 'form',
        streams: [{ name: 'A', subjects: ['a'], maxAge: '1h' }],
        keyValues: [
          {
            bucket: 'settings',
            ttl: '30d',
            limitMarkerTtl: '1m',
            maxBytes: '1Mi',
          },
          { bucket: 'flags', ttl: '30d', maxBytes: 1048576 },
        ],
        publish: 'disk',
        existing: 'refuse',
        deliver: 'portal',
      },
      { ...streams, spec: { ...streams.spec, steps: [describeStep] } },
    );
    expect(error).toBe('');
    expect(parse(files.get('described/local/orders/messaging.yaml')!)).toEqual({
      streams: [{ name: 'A', subjects: ['a'], maxAge: '1h' }],
      keyValues: [
        {
          bucket: 'settings',
          ttl: '30d',
          limitMarkerTtl: '1m',
          maxBytes: 1048576,
        },
        { bucket: 'flags', ttl: '30d', maxBytes: 1048576 },
      ],
    });
  });

  it.each([
    ['nobody', []],
    ['a consumer', [{ consumer: 'A/mail', owner: 'group:default/mail' }]],
  ])(
    'hands the owners of %s of nats-streams from one step to the next',
    async (_whose, consumerOwners) => {
      const streams = templates['nats-streams'];
      const { error, log } = await dryRun(
        {
          broker: 'resource:default/local-nats',
          name: 'orders',
          owner: 'group:default/team-a',
          how: 'text',
          spec: 'streams: [{ name: A, subjects: [a], maxAge: 1h, consumers: [{ durableName: mail, maxDeliver: 3 }] }]',
          consumerOwners,
          publish: 'disk',
          existing: 'refuse',
          deliver: 'flux',
        },
        // The steps after these need a repository.
        {
          ...streams,
          spec: { ...streams.spec, steps: streams.spec.steps.slice(0, 2) },
        },
      );
      expect(error).toBe('');
      expect(log).toMatch(/Broker local is not configured in nats\.brokers/);
    },
  );

  it('names the repository on a host that it would publish to', async () => {
    const { error, output } = await dryRun({
      ...defaultValues(),
      cluster: 'local',
      publish: 'host',
      repoUrl: 'github.com?owner=platform&repo=local-nats',
      branch: 'main',
    });
    expect(error).toBe('');
    expect(JSON.stringify(output)).toContain(
      'https://github.com/platform/local-nats',
    );
  });

  it('reports every mistake at once, each with its path, before anything is written', async () => {
    const { status, error, files } = await dryRun({
      ...defaultValues(),
      cluster: 'resource:default/nowhere',
      streams: [
        {
          name: 'JOBS 2',
          subjects: ['jobs.>'],
          maxAge: '7 days',
          replicas: 5,
          consumers: [
            { durableName: 'a.b', maxDeliver: 1, backoff: ['1s', '2s'] },
          ],
        },
        { name: 'MORE', subjects: ['jobs.more'] },
      ],
    });
    expect(status).toBe(400);
    expect(files.size).toBe(0);
    for (const expected of [
      /cluster: "resource:default\/nowhere".*local, minicloud, bramble|cluster: .*bramble, local, minicloud/,
      /messaging\.streams\[0\]\.name: "JOBS 2"/,
      /messaging\.streams\[0\]\.maxAge: "7 days"/,
      /messaging\.streams\[0\]\.replicas: 5/,
      /messaging\.streams\[0\]\.consumers\[0\]\.durableName: "a\.b"/,
      /messaging\.streams\[0\]\.consumers\[0\]\.backoff:/,
      /messaging\.streams\[1\]\.subjects\[0\]: "jobs\.more" overlaps/,
    ]) {
      expect(error).toMatch(expected);
    }
  });
});
