import { describePairs } from '../../__testUtils__/describePairs';
import { placesOf, Quiet, add, set, value } from '../../__testUtils__/change';

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
const bucket = (limitMarkerTtl: number) =>
  object(
    'KeyValue',
    'settings',
    `{ bucket: settings, storage: file, replicas: 3, account: app, preventDelete: true, limitMarkerTtl: ${limitMarkerTtl} }`,
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

const again = (durableName: string) =>
  object(
    'Consumer',
    'again',
    `{ streamName: JOBS, durableName: ${durableName}, account: app }`,
  );
const controlLoop = nack('{ jetstream: { controlLoop: true } }');

describePairs('nack/nackRules', [
  {
    id: 'nack-unknown-field',
    at: `${streams}:spec.allowBatched`,
    fires: stream('allowBatched', true),
    quiet: stream('allowRollup', true),
  },
  {
    id: 'nack-unknown-field',
    at: `${streams}:spec.republish.headersOnly`,
    quiet: stream('republish', { source: 'a', destination: 'b' }),
    fires: stream('republish', {
      source: 'a',
      destination: 'b',
      headersOnly: true,
    }),
  },
  {
    id: 'nack-unknown-field',
    at: `${consumers}:spec.max_deliver`,
    fires: consumer('max_deliver', 3),
  },
  {
    id: 'nack-unknown-field',
    at: 'jetstream/account.yaml:metadata.label',
    fires: set('jetstream/account.yaml', 'Account', ['metadata', 'label'], {}),
  },
  {
    id: 'nack-unknown-field',
    at: `${consumers}:spec.ackPolicy`,
    given: [consumer('ackPolicy', 'flow_control')],
    fires: nack('{}', '0.33.0'),
    quiet: nack('{}'),
  },
  {
    id: 'nack-unknown-field',
    at: `${streams}:spec.sources[1].consumer`,
    given: [
      stream('sources', [
        { name: 'A' },
        { name: 'B', consumer: { name: 'c' } },
      ]),
    ],
    fires: nack('{}', '0.33.0'),
    quiet: nack('{}'),
  },
  {
    id: 'nack-field-type',
    at: `${streams}:spec.maxBytes`,
    fires: stream('maxBytes', '10Gi'),
  },
  {
    id: 'nack-field-value',
    at: `${streams}:spec.retention`,
    fires: stream('retention', 'workQueue'),
  },
  {
    id: 'nack-storage-missing',
    at: `${streams}:spec.storage`,
    fires: stream('storage', undefined),
  },
  {
    id: 'nack-replicas-missing',
    at: `${streams}:spec.replicas`,
    fires: stream('replicas', undefined),
  },
  {
    id: 'nack-prevent-delete',
    at: `${streams}:spec.preventDelete`,
    fires: stream('preventDelete', false),
  },
  {
    id: 'nack-prune-guard',
    at: `${streams}:metadata.annotations["kustomize.toolkit.fluxcd.io/prune"]`,
    fires: set(streams, 'Stream', PRUNE, undefined),
  },
  {
    id: 'nack-ack-policy-missing',
    at: `${consumers}:spec.ackPolicy`,
    fires: consumer('ackPolicy', undefined),
  },
  {
    id: 'nack-ack-wait-missing',
    at: `${consumers}:spec.ackWait`,
    fires: consumer('ackWait', undefined),
  },
  {
    id: 'nack-duration',
    at: `${streams}:spec.maxAge`,
    fires: stream('maxAge', '7d'),
  },
  {
    id: 'nack-duration',
    at: `${consumers}:spec.backoff[1]`,
    fires: consumer('backoff', ['1s', '10']),
  },
  {
    id: 'nack-prevent-update',
    at: `${streams}:spec.preventUpdate`,
    fires: stream('preventUpdate', true),
  },
  {
    id: 'nack-pinned-no-ttl',
    at: `${consumers}:spec.priorityPolicy`,
    fires: consumer('priorityPolicy', 'pinned_client'),
  },
  {
    id: 'nack-sample-freq',
    at: `${consumers}:spec.sampleFreq`,
    fires: consumer('sampleFreq', '0.5'),
  },
  {
    id: 'nack-start',
    at: `${consumers}:spec.deliverPolicy`,
    fires: consumer('deliverPolicy', 'byStartTime'),
  },
  {
    id: 'nack-account-keys',
    at: 'jetstream/account.yaml:spec.tls',
    fires: account(['tls', 'cert'], undefined),
  },
  {
    id: 'nack-account-tlsfirst',
    at: 'jetstream/account.yaml:spec.tlsFirst',
    fires: account(['tlsFirst'], true),
  },
  {
    id: 'nack-account-missing',
    at: `${streams}:spec.account`,
    fires: stream('account', 'APP'),
  },
  {
    id: 'nack-limit-marker-unit',
    at: 'jetstream/more.yaml:spec.limitMarkerTtl',
    fires: bucket(60),
    quiet: bucket(1_000_000_000),
  },
  {
    id: 'nack-duplicate-asset',
    at: 'jetstream/more.yaml:spec',
    fires: object('Stream', 'again', '{ name: JOBS, account: app }'),
    quiet: object('Stream', 'again', '{ name: OTHER, account: app }'),
  },
  {
    id: 'nack-duplicate-asset',
    at: 'jetstream/more.yaml:spec',
    fires: again('echo-workers'),
    quiet: again('others'),
  },
  {
    id: 'nack-name-mismatch',
    at: `${consumers}:spec.streamName`,
    fires: consumer('account', 'other'),
  },
  {
    id: 'nack-kv-needs-control-loop',
    at: 'jetstream/more.yaml:kind',
    given: [bucket(60)],
    fires: nack('{}'),
    quiet: controlLoop,
  },
  {
    id: 'nack-legacy-drift',
    at: 'nats/nack.yaml:spec.values.jetstream.controlLoop',
    fires: nack('{}'),
    quiet: controlLoop,
  },
  {
    id: 'nack-secret-rbac',
    at: 'nats/nack.yaml:spec.values.namespaced',
    fires: nack('{ namespaced: false }'),
    quiet: nack('{ namespaced: true }'),
  },
]);

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
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
