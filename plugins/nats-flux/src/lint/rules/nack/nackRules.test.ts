import {
  Firing,
  placesOf,
  Quiet,
  add,
  set,
  value,
} from '../../__testUtils__/change';

type Value = Parameters<typeof set>[3];
const streams = 'jetstream/streams.yaml';
const consumers = 'jetstream/consumers.yaml';
const stream = (key: string, to: Value) =>
  set(streams, 'Stream', ['spec', key], to);
const consumer = (key: string, to: Value) =>
  set(consumers, 'Consumer', ['spec', key], to);
const account = (path: string[], to: Value) =>
  set('jetstream/account.yaml', 'Account', ['spec', ...path], to);
const PRUNE = ['metadata', 'annotations', 'kustomize.toolkit.fluxcd.io/prune'];
const object = (kind: string, name: string, spec: string) =>
  add(
    'jetstream/more.yaml',
    `apiVersion: jetstream.nats.io/v1beta2
kind: ${kind}
metadata:
  name: ${name}
  annotations:
    kustomize.toolkit.fluxcd.io/prune: disabled
spec: ${spec}
`,
  );
const bucket = object(
  'KeyValue',
  'settings',
  '{ bucket: settings, storage: file, replicas: 3, account: app, preventDelete: true, limitMarkerTtl: 60 }',
);
const nack = (values: string, version = '0.34.0') =>
  add(
    'nats/nack.yaml',
    `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: nack }
spec: { chart: { spec: { chart: nack, version: ${version} } }, values: ${values} }
`,
  );

it.each<Firing>([
  [
    'nack-unknown-field',
    `${streams}:spec.allowBatched`,
    stream('allowBatched', true),
  ],
  [
    'nack-unknown-field',
    `${streams}:spec.republish.headersOnly`,
    stream('republish', { source: 'a', destination: 'b', headersOnly: true }),
  ],
  [
    'nack-unknown-field',
    `${consumers}:spec.max_deliver`,
    consumer('max_deliver', 3),
  ],
  [
    'nack-unknown-field',
    'jetstream/account.yaml:metadata.label',
    set('jetstream/account.yaml', 'Account', ['metadata', 'label'], {}),
  ],
  [
    'nack-unknown-field',
    `${consumers}:spec.ackPolicy`,
    consumer('ackPolicy', 'flow_control'),
    nack('{}', '0.33.0'),
  ],
  [
    'nack-unknown-field',
    `${streams}:spec.sources[1].consumer`,
    stream('sources', [{ name: 'A' }, { name: 'B', consumer: { name: 'c' } }]),
    nack('{}', '0.33.0'),
  ],
  ['nack-field-type', `${streams}:spec.maxBytes`, stream('maxBytes', '10Gi')],
  [
    'nack-field-value',
    `${streams}:spec.retention`,
    stream('retention', 'workQueue'),
  ],
  [
    'nack-storage-missing',
    `${streams}:spec.storage`,
    stream('storage', undefined),
  ],
  [
    'nack-replicas-missing',
    `${streams}:spec.replicas`,
    stream('replicas', undefined),
  ],
  [
    'nack-prevent-delete',
    `${streams}:spec.preventDelete`,
    stream('preventDelete', false),
  ],
  [
    'nack-prune-guard',
    `${streams}:metadata.annotations["kustomize.toolkit.fluxcd.io/prune"]`,
    set(streams, 'Stream', PRUNE, undefined),
  ],
  [
    'nack-ack-policy-missing',
    `${consumers}:spec.ackPolicy`,
    consumer('ackPolicy', undefined),
  ],
  [
    'nack-ack-wait-missing',
    `${consumers}:spec.ackWait`,
    consumer('ackWait', undefined),
  ],
  ['nack-duration', `${streams}:spec.maxAge`, stream('maxAge', '7d')],
  [
    'nack-duration',
    `${consumers}:spec.backoff[1]`,
    consumer('backoff', ['1s', '10']),
  ],
  [
    'nack-prevent-update',
    `${streams}:spec.preventUpdate`,
    stream('preventUpdate', true),
  ],
  [
    'nack-pinned-no-ttl',
    `${consumers}:spec.priorityPolicy`,
    consumer('priorityPolicy', 'pinned_client'),
  ],
  [
    'nack-sample-freq',
    `${consumers}:spec.sampleFreq`,
    consumer('sampleFreq', '0.5'),
  ],
  [
    'nack-start',
    `${consumers}:spec.deliverPolicy`,
    consumer('deliverPolicy', 'byStartTime'),
  ],
  [
    'nack-account-keys',
    'jetstream/account.yaml:spec.tls',
    account(['tls', 'cert'], undefined),
  ],
  [
    'nack-account-tlsfirst',
    'jetstream/account.yaml:spec.tlsFirst',
    account(['tlsFirst'], true),
  ],
  ['nack-account-missing', `${streams}:spec.account`, stream('account', 'APP')],
  ['nack-limit-marker-unit', 'jetstream/more.yaml:spec.limitMarkerTtl', bucket],
  [
    'nack-duplicate-asset',
    'jetstream/more.yaml:spec',
    object('Stream', 'again', '{ name: JOBS, account: app }'),
  ],
  [
    'nack-duplicate-asset',
    'jetstream/more.yaml:spec',
    object(
      'Consumer',
      'again',
      '{ streamName: JOBS, durableName: echo-workers, account: app }',
    ),
  ],
  [
    'nack-name-mismatch',
    `${consumers}:spec.streamName`,
    consumer('account', 'other'),
  ],
  [
    'nack-kv-needs-control-loop',
    'jetstream/more.yaml:kind',
    bucket,
    nack('{}'),
  ],
  [
    'nack-legacy-drift',
    'nats/nack.yaml:spec.values.jetstream.controlLoop',
    nack('{}'),
  ],
  [
    'nack-secret-rbac',
    'nats/nack.yaml:spec.values.namespaced',
    nack('{ namespaced: false }'),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

const loop = nack('{ namespaced: true, jetstream: { controlLoop: true } }');

it.each<Quiet>([
  [
    'nack-unknown-field',
    'every field of a mirror',
    stream('mirror', {
      name: 'A',
      optStartSeq: 1,
      subjectTransforms: [{ source: 'a', dest: 'b' }],
    }),
  ],
  [
    'nack-unknown-field',
    'names of metadata',
    stream('metadata', { anything: 'x' }),
  ],
  [
    'nack-unknown-field',
    'what the pinned controller knows',
    stream('allowBatched', true),
    nack('{}'),
  ],
  ['nack-field-value', 'every word of the kind', stream('compression', 's2')],
  [
    'nack-replicas-missing',
    'a broker of one server',
    stream('replicas', undefined),
    value(['config', 'cluster', 'enabled'], false),
  ],
  [
    'nack-ack-wait-missing',
    'a consumer without acknowledgement',
    consumer('ackPolicy', 'none'),
    consumer('ackWait', undefined),
  ],
  ['nack-duration', 'hours', stream('maxAge', '168h')],
  ['nack-sample-freq', 'a percentage', consumer('sampleFreq', '10%')],
  [
    'nack-duplicate-asset',
    'the same name in another account',
    object('Stream', 'again', '{ name: JOBS, account: other }'),
  ],
  ['nack-kv-needs-control-loop', 'a controller with its loop', bucket, loop],
  ['nack-legacy-drift', 'a controller with its loop', loop],
  ['nack-secret-rbac', 'a controller of one namespace', loop],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
