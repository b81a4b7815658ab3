import { add, Firing, placesOf, Quiet, set } from '../../__testUtils__/change';

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

const both = (
  id: string,
  key: string,
  to: Value,
): [id: string, place: string, change: ReturnType<typeof set>][] => [
  [id, `${keyValues}:spec.${key}`, keyValue(key, to)],
  [id, `${objectStores}:spec.${key}`, objectStore(key, to)],
];

it.each<Firing>([
  ...both('nack-storage-missing', 'storage', undefined),
  ...both('nack-replicas-missing', 'replicas', undefined),
  ...both('nack-prevent-delete', 'preventDelete', undefined),
  ...both('nack-prevent-update', 'preventUpdate', true),
  ...both('nack-account-missing', 'account', 'APP'),
  ...both('nack-duration', 'ttl', '7d'),
  ...both('nack-field-type', 'maxBytes', '10Gi'),
  ...both('nack-field-value', 'storage', 'disk'),
  ...both('nack-unknown-field', 'maxAge', '1h'),
  [
    'nack-unknown-field',
    `${keyValues}:spec.metadata`,
    keyValue('metadata', {}),
  ],
  [
    'nack-unknown-field',
    `${keyValues}:spec.sources[0].consumer`,
    keyValue('sources', [{ name: 'a', consumer: { name: 'b' } }]),
  ],
  [
    'nack-unknown-field',
    `${objectStores}:spec.history`,
    objectStore('history', 5),
  ],
  [
    'nack-field-type',
    `${keyValues}:spec.limitMarkerTtl`,
    keyValue('limitMarkerTtl', '1m'),
  ],
  [
    'nack-limit-marker-unit',
    `${keyValues}:spec.limitMarkerTtl`,
    keyValue('limitMarkerTtl', 60),
  ],
  [
    'nack-prune-guard',
    at(keyValues, 'prune'),
    set(keyValues, 'KeyValue', annotation('prune'), undefined),
  ],
  [
    'nack-prune-guard',
    at(objectStores, 'prune'),
    set(objectStores, 'ObjectStore', annotation('prune'), 'enabled'),
  ],
  [
    'flux-force',
    at(objectStores, 'force'),
    set(objectStores, 'ObjectStore', annotation('force'), 'enabled'),
  ],
  [
    'flux-health-expr',
    'clusters/local/nats.yaml:spec.healthCheckExprs',
    withoutChecks,
  ],
  [
    'nack-duplicate-asset',
    `${more}:spec`,
    object('KeyValue', '{ bucket: settings, account: app }'),
  ],
  [
    'nack-duplicate-asset',
    `${more}:spec`,
    object('ObjectStore', '{ bucket: files, account: app }'),
  ],
  [
    'nack-duplicate-asset',
    // The later of the two by the order of files and kinds.
    `${keyValues}:spec`,
    object('Stream', '{ name: KV_settings, account: app }'),
  ],
  [
    'nack-duplicate-asset',
    `${objectStores}:spec`,
    object('Stream', '{ name: OBJ_files, account: app }'),
  ],
  [
    'nack-name-mismatch',
    `${more}:spec.streamName`,
    consumerOf('KV_settings', 'other'),
  ],
  [
    'js-consumer-stream',
    `${more}:spec.streamName`,
    consumerOf('KV_others', 'app'),
  ],
  ['js-name', `${keyValues}:spec.bucket`, keyValue('bucket', 'a.b')],
  ['js-name', `${objectStores}:spec.bucket`, objectStore('bucket', 'a b')],
  ['js-kv-history', `${keyValues}:spec.history`, keyValue('history', 65)],
  ...both('js-replicas-cluster', 'replicas', 5),
  ...both('js-memory-store', 'storage', 'memory'),
  ...both('js-reservation', 'maxBytes', 1e12),
  ['js-unlimited', `${keyValues}:spec`, keyValue('ttl', undefined)],
  [
    'js-subject-overlap',
    `${keyValues}:spec.bucket`,
    object('Stream', "{ name: MORE, account: app, subjects: ['$KV.*.a'] }"),
  ],
  [
    'js-subject-overlap',
    `${objectStores}:spec.bucket`,
    object(
      'Stream',
      "{ name: MORE, account: app, subjects: ['$O.files.C.a'] }",
    ),
  ],
  [
    'js-mirror-mix',
    `${keyValues}:spec.sources`,
    keyValue('mirror', { name: 'a' }),
    keyValue('sources', [{ name: 'b' }]),
  ],
  [
    'js-source-missing',
    `${keyValues}:spec.mirror.name`,
    keyValue('mirror', { name: 'others' }),
  ],
  [
    'js-kv-source',
    `${keyValues}:spec.sources[0].filterSubject`,
    keyValue('sources', [{ name: 'a', filterSubject: '$KV.a.x' }]),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

it.each<Quiet>([
  [
    'nack-duplicate-asset',
    'an object store and a key-value bucket of one name',
    object('ObjectStore', '{ bucket: settings, account: app }'),
  ],
  [
    'nack-duplicate-asset',
    'a bucket of the same name in another account',
    object('KeyValue', '{ bucket: settings, account: other }'),
  ],
  [
    'nack-duplicate-asset',
    'a stream that is called as a bucket is',
    object('Stream', '{ name: settings, account: app }'),
  ],
  [
    'nack-name-mismatch',
    'a consumer in the account of its bucket',
    consumerOf('KV_settings', 'app'),
  ],
  [
    'js-consumer-stream',
    'a consumer of the stream behind an object store',
    consumerOf('OBJ_files', 'app'),
  ],
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
