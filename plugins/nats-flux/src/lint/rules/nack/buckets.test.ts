import { holdPairs, Pair } from '../../__testUtils__/describePairs';
import { add, placesOf, Quiet, set } from '../../__testUtils__/change';

/*
 * The rules about streams that are about buckets as well: those of the skeleton,
 * a key-value bucket `settings` and an object store `files`.
 */

type Value = Parameters<typeof set>[3];

const keyValues = 'jetstream/key-values.yaml';
const objectStores = 'jetstream/object-stores.yaml';
const more = 'jetstream/more.yaml';
const keyValue = (key: string, to: Value) =>
  set(keyValues, 'KeyValue', ['spec', key], to);
const objectStore = (key: string, to: Value) =>
  set(objectStores, 'ObjectStore', ['spec', key], to);
const annotation = (name: string) => [
  'metadata',
  'annotations',
  `kustomize.toolkit.fluxcd.io/${name}`,
];
const at = (file: string, name: string) =>
  `${file}:metadata.annotations["kustomize.toolkit.fluxcd.io/${name}"]`;
const object = (kind: string, spec: string) =>
  add(
    more,
    `apiVersion: jetstream.nats.io/v1beta2
kind: ${kind}
metadata:
  name: more
spec: ${spec}
`,
  );
const consumerOf = (stream: string, account: string) =>
  object(
    'Consumer',
    `{ streamName: ${stream}, durableName: more, ackPolicy: explicit, ackWait: 30s, account: ${account} }`,
  );
/** A Kustomization that knows the errors of streams and consumers alone. */
const withoutChecks = set(
  'clusters/local/nats.yaml',
  'Kustomization/nats-jetstream',
  ['spec', 'healthCheckExprs'],
  ['Stream', 'Consumer'].map(kind => ({
    apiVersion: 'jetstream.nats.io/v1beta2',
    kind,
    current: 'true',
  })),
);

const both = (id: string, key: string, to: Value): Pair[] => [
  { id, at: `${keyValues}:spec.${key}`, fires: keyValue(key, to) },
  { id, at: `${objectStores}:spec.${key}`, fires: objectStore(key, to) },
];

holdPairs([
  ...both('nack-storage-missing', 'storage', undefined),
  ...both('nack-replicas-missing', 'replicas', undefined),
  ...both('nack-prevent-delete', 'preventDelete', undefined),
  ...both('nack-prevent-update', 'preventUpdate', true),
  ...both('nack-account-missing', 'account', 'APP'),
  ...both('nack-duration', 'ttl', '7d'),
  ...both('nack-field-type', 'maxBytes', '10Gi'),
  ...both('nack-field-value', 'storage', 'disk'),
  ...both('nack-unknown-field', 'maxAge', '1h'),
  {
    id: 'nack-unknown-field',
    at: `${keyValues}:spec.metadata`,
    fires: keyValue('metadata', {}),
  },
  {
    id: 'nack-unknown-field',
    at: `${keyValues}:spec.sources[0].consumer`,
    fires: keyValue('sources', [{ name: 'a', consumer: { name: 'b' } }]),
  },
  {
    id: 'nack-unknown-field',
    at: `${objectStores}:spec.history`,
    fires: objectStore('history', 5),
  },
  {
    id: 'nack-field-type',
    at: `${keyValues}:spec.limitMarkerTtl`,
    fires: keyValue('limitMarkerTtl', '1m'),
  },
  {
    id: 'nack-limit-marker-unit',
    at: `${keyValues}:spec.limitMarkerTtl`,
    fires: keyValue('limitMarkerTtl', 60),
  },
  {
    id: 'nack-prune-guard',
    at: at(keyValues, 'prune'),
    fires: set(keyValues, 'KeyValue', annotation('prune'), undefined),
  },
  {
    id: 'nack-prune-guard',
    at: at(objectStores, 'prune'),
    fires: set(objectStores, 'ObjectStore', annotation('prune'), 'enabled'),
  },
  {
    id: 'flux-force',
    at: at(objectStores, 'force'),
    fires: set(objectStores, 'ObjectStore', annotation('force'), 'enabled'),
  },
  {
    id: 'flux-health-expr',
    at: 'clusters/local/nats.yaml:spec.healthCheckExprs',
    fires: withoutChecks,
  },
  {
    id: 'nack-duplicate-asset',
    at: `${more}:spec`,
    fires: object('KeyValue', '{ bucket: settings, account: app }'),
    quiet: object('KeyValue', '{ bucket: settings, account: other }'),
  },
  {
    id: 'nack-duplicate-asset',
    at: `${more}:spec`,
    fires: object('ObjectStore', '{ bucket: files, account: app }'),
    quiet: object('ObjectStore', '{ bucket: settings, account: app }'),
  },
  {
    id: 'nack-duplicate-asset',
    at:
      // The later of the two by the order of files and kinds.
      `${keyValues}:spec`,
    fires: object('Stream', '{ name: KV_settings, account: app }'),
    quiet: object('Stream', '{ name: settings, account: app }'),
  },
  {
    id: 'nack-duplicate-asset',
    at: `${objectStores}:spec`,
    fires: object('Stream', '{ name: OBJ_files, account: app }'),
    quiet: object('Stream', '{ name: OBJ_settings, account: app }'),
  },
  {
    id: 'nack-name-mismatch',
    at: `${more}:spec.streamName`,
    fires: consumerOf('KV_settings', 'other'),
    quiet: consumerOf('KV_settings', 'app'),
  },
  {
    id: 'js-consumer-stream',
    at: `${more}:spec.streamName`,
    fires: consumerOf('KV_others', 'app'),
    quiet: consumerOf('OBJ_files', 'app'),
  },
  {
    id: 'js-name',
    at: `${keyValues}:spec.bucket`,
    fires: keyValue('bucket', 'a.b'),
  },
  {
    id: 'js-name',
    at: `${objectStores}:spec.bucket`,
    fires: objectStore('bucket', 'a b'),
  },
  {
    id: 'js-kv-history',
    at: `${keyValues}:spec.history`,
    fires: keyValue('history', 65),
  },
  ...both('js-replicas-cluster', 'replicas', 5),
  ...both('js-memory-store', 'storage', 'memory'),
  ...both('js-reservation', 'maxBytes', 1e12),
  {
    id: 'js-unlimited',
    at: `${keyValues}:spec`,
    fires: keyValue('ttl', undefined),
  },
  {
    id: 'js-subject-overlap',
    at: `${keyValues}:spec.bucket`,
    fires: object(
      'Stream',
      "{ name: MORE, account: app, subjects: ['$KV.*.a'] }",
    ),
    quiet: object(
      'Stream',
      "{ name: MORE, account: app, subjects: ['$KV.x.a'] }",
    ),
  },
  {
    id: 'js-subject-overlap',
    at: `${objectStores}:spec.bucket`,
    fires: object(
      'Stream',
      "{ name: MORE, account: app, subjects: ['$O.files.C.a'] }",
    ),
    quiet: object(
      'Stream',
      "{ name: MORE, account: app, subjects: ['$O.others.C.a'] }",
    ),
  },
  {
    id: 'js-mirror-mix',
    at: `${keyValues}:spec.sources`,
    given: [keyValue('mirror', { name: 'a' })],
    fires: keyValue('sources', [{ name: 'b' }]),
  },
  {
    id: 'js-source-missing',
    at: `${keyValues}:spec.mirror.name`,
    fires: keyValue('mirror', { name: 'others' }),
  },
  {
    id: 'js-kv-source',
    at: `${keyValues}:spec.sources[0].filterSubject`,
    fires: keyValue('sources', [{ name: 'a', filterSubject: '$KV.a.x' }]),
  },
]);

it.each<Quiet>([
  ['nack-duration', 'hours', keyValue('ttl', '168h')],
  [
    'nack-limit-marker-unit',
    'a second, in nanoseconds',
    keyValue('limitMarkerTtl', 1_000_000_000),
  ],
  [
    'nack-unknown-field',
    'names of metadata',
    objectStore('metadata', { x: 'y' }),
  ],
  [
    'js-subject-overlap',
    'subjects of no bucket here',
    object('Stream', "{ name: MORE, account: app, subjects: ['$KV.x.>'] }"),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
