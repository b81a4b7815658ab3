import fc from 'fast-check';
import { GenerateRequest } from '../settings/GenerateRequest';
import { BrokerDefaults } from '../settings/PlatformDefaults';

const option = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });
const count = (min: number, max: number) => fc.integer({ min, max });
const duration = fc.constantFrom('5m', '24h', '7d', '1h30m');

const worker = fc.record(
  {
    image: fc.constantFrom(
      'registry.example.org/team/a:1.0.0',
      'registry.example.org/team/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    ),
    minReplicaCount: count(0, 2),
    maxReplicaCount: count(3, 9),
    lagThreshold: count(1, 100),
    activationLagThreshold: count(0, 9),
  },
  { requiredKeys: [] },
);

const consumer = (stream: string) =>
  fc.record(
    {
      durableName: fc.constantFrom('echo', 'print', 'audit', 'on', 'A_b'),
      description: fc.constantFrom('says: "no"', "it's #1", 'two\nlines', ''),
      filterSubject: fc
        .constantFrom('a', 'b.*', 'b.x')
        .map(rest => `${stream.toLowerCase()}.${rest}`),
      // The server takes the first step for the wait.
      ackWait: fc.constantFrom('1s', '1000ms'),
      maxDeliver: count(5, 9),
      backoff: fc.constantFrom(['1s', '1s', '5s'], ['1s'], ['1s', '2m']),
      maxAckPending: count(1, 1000),
      metadata: fc.constantFrom({}, { team: 'a' }, { team: 'b', 'x y': 'z' }),
      worker,
    },
    { requiredKeys: ['durableName'] },
  );

const stream = fc.constantFrom('JOBS', 'ORDERS', 'no', 'Events_1').chain(name =>
  fc.record(
    {
      name: fc.constant(name),
      subjects: fc.constantFrom(
        [`${name.toLowerCase()}.>`],
        [`${name.toLowerCase()}.a`, `${name.toLowerCase()}.b.*`],
        [
          `${name.toLowerCase()}.c.>`,
          `${name.toLowerCase()}.b.*`,
          `${name.toLowerCase()}.a`,
        ],
      ),
      description: fc.constantFrom('What happened', '- a\n- b\n', '{{ x }}'),
      replicas: fc.constantFrom(1),
      maxAge: duration,
      maxBytes: count(1, 1000),
      maxMsgs: count(-1, 1000),
      discard: fc.constantFrom('old', 'new'),
      duplicateWindow: fc.constantFrom('10s', '2m'),
      denyDelete: fc.boolean(),
      consumers: fc.uniqueArray(consumer(name), {
        maxLength: 3,
        selector: each => each.durableName,
      }),
    },
    { requiredKeys: ['name', 'subjects'] },
  ),
);

const anyBucket = {
  description: fc.constantFrom('says: "no"', "it's #1", 'two\nlines', ''),
  ttl: duration,
  maxBytes: count(1, 1000),
  replicas: fc.constantFrom(1),
  compression: fc.boolean(),
  placement: fc.constantFrom({ tags: ['ssd', 'on'] }, { cluster: 'no' }),
};

const copies = fc.constantFrom(
  {},
  { limitMarkerTtl: '1s' },
  { limitMarkerTtl: '7d', republish: { destination: 'again.>' } },
  { mirror: { name: 'other' } },
  { sources: [{ name: 'a' }, { name: 'b' }], limitMarkerTtl: '1m30s' },
);

const ownValues = fc.record(
  {
    ...anyBucket,
    bucket: fc.constantFrom('settings', 'Shop_1', 'no', '007'),
    history: count(1, 64),
    maxValueSize: count(1, 1000),
  },
  { requiredKeys: ['bucket'] },
);

const keyValue = fc
  .tuple(ownValues, copies)
  .map(([own, others]) => ({ ...own, ...others }));

const objectStore = fc.record(
  {
    ...anyBucket,
    bucket: fc.constantFrom('files', 'settings', 'on'),
    metadata: fc.constantFrom({}, { team: 'a' }, { on: 'off', 'x y': 'z' }),
  },
  { requiredKeys: ['bucket'] },
);

const distinctBuckets = <T extends { bucket: string }>(
  bucket: fc.Arbitrary<T>,
) => fc.uniqueArray(bucket, { maxLength: 2, selector: each => each.bucket });

const accounts = fc
  .uniqueArray(
    fc.record(
      {
        name: fc.constantFrom('APP', 'BILLING', 'no', 'Team_1'),
        maxFileStore: fc.constantFrom('1Gi', '900Mi', ''),
        publishers: fc.constantFrom([], ['shop', 'till'], ['']),
      },
      { requiredKeys: ['name'] },
    ),
    { minLength: 1, maxLength: 3, selector: each => each.name },
  )
  // A certificate is one account's.
  .map(all =>
    all.map(({ publishers = [], ...account }) => ({
      ...account,
      publishers: publishers.map(
        name => name && `${name}-${account.name.toLowerCase().length}`,
      ),
    })),
  );

const LISTS = ['streams', 'keyValues', 'objectStores'] as const;

/** Spreads what is wanted over the accounts, and leaves some without one. */
function inAccounts(
  request: GenerateRequest,
  picks: number[],
): GenerateRequest {
  const names = ['', ...(request.accounts ?? []).map(({ name }) => name)];
  const messaging = { ...(request.messaging as Record<string, object[]>) };
  for (const list of LISTS) {
    if (messaging[list] && request.accounts) {
      messaging[list] = messaging[list].map((item, i) => ({
        ...item,
        account: names[picks[i % picks.length] % names.length],
      }));
    }
  }
  return { ...request, messaging };
}

/** What a form may ask for, all of it legal or found by the checks. */
const forms: fc.Arbitrary<GenerateRequest> = fc.record(
  {
    cluster: fc.constantFrom('local', 'minicloud', 'bramble', 'elsewhere'),
    name: fc.constantFrom('nats', 'orders'),
    owner: fc.constantFrom('group:default/platform', 'user:default/ann'),
    system: option(fc.constant('system:default/shop')),
    servers: fc.constantFrom(1, 3, 5),
    storageSize: fc.constantFrom('4Gi', '10Gi', '20G'),
    storageClass: fc.constantFrom('fast', 'longhorn'),
    memory: fc.constantFrom('512Mi', '1Gi', '8Gi'),
    cpu: fc.constantFrom('500m', '2', '1500m'),
    memoryStoreSize: option(fc.constantFrom('64Mi', '128Mi')),
    accounts,
    layout: fc.constantFrom('repository', 'fleet'),
    source: option(
      fc.constantFrom(
        { kind: 'OCIRepository' as const, name: 'brokers' },
        { name: 'fleet', namespace: 'flux-fleet' },
      ),
    ),
    messaging: fc.record(
      {
        streams: fc.uniqueArray(stream, {
          maxLength: 3,
          selector: each => each.name,
        }),
        keyValues: distinctBuckets(keyValue),
        objectStores: distinctBuckets(objectStore),
      },
      { requiredKeys: ['streams'] },
    ),
  },
  { requiredKeys: ['cluster', 'owner', 'messaging'] },
);

/** As above, with what is wanted in one account or another. */
export const brokers: fc.Arbitrary<GenerateRequest> = fc
  .tuple(forms, fc.array(count(0, 9), { minLength: 3, maxLength: 3 }))
  .map(([form, picks]) => inAccounts(form, picks));

/** What a platform may ask for. */
export const platforms: fc.Arbitrary<BrokerDefaults> = fc.record(
  {
    spread: fc.constantFrom('strict', 'soft'),
    nonRoot: fc.boolean(),
    issuer: fc.constantFrom(
      { kind: 'SelfSigned' as const },
      { kind: 'ClusterIssuer' as const, name: 'company' },
      { kind: 'Issuer' as const, name: 'team' },
    ),
    monitoringTls: fc.boolean(),
    prometheus: fc.constantFrom('none' as const, {
      namespace: 'metrics',
      labels: { release: 'prometheus', on: 'off' },
      url: 'http://prometheus.metrics.svc:9090',
    }),
    alerts: fc.boolean(),
    grafana: fc.constantFrom('none' as const, { labels: { board: '1' } }),
    scaler: fc.constantFrom('nats-jetstream', 'prometheus'),
    listeners: fc.constantFrom(
      {},
      {
        leafnodes: ['10.1.0.0/16', '10.2.0.0/16'],
        hosts: ['nats.example.org'],
        leaf: { publish: ['a.>', 'jobs.*'], subscribe: ['news.>'] },
      },
      { websocket: ['0.0.0.0/0'], mqtt: ['fd00::/8'], gateway: ['10.0.0.0/8'] },
    ),
    kedaNamespace: fc.constantFrom('keda', 'scaling'),
    nackNamespace: fc.constantFrom('nack', 'jetstream'),
    portalNamespace: fc.constantFrom('backstage', 'portal'),
    clusterDomain: fc.constantFrom('cluster.local', 'example.internal'),
    certificates: fc.constantFrom(
      { duration: '24h', renewBefore: '8h', key: 'RSA 4096' as const },
      { duration: '87600h', renewBefore: '30m', key: 'ECDSA 384' as const },
    ),
    imageRegistry: fc.constantFrom('mirror.example.org:5000/docker', 'on'),
    chartVersion: fc.constantFrom('2.14.2', '2.12.5'),
  },
  { requiredKeys: [] },
);
