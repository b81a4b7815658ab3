import {
  Firing,
  placesOf,
  Quiet,
  add,
  findingsAfter,
  set,
  value,
} from '../../__testUtils__/change';

type Value = Parameters<typeof set>[3];
const streams = 'jetstream/streams.yaml';
const consumers = 'jetstream/consumers.yaml';
const workers = 'workers/echo-workers.yaml';
const stream = (key: string, to: Value) =>
  set(streams, 'Stream', ['spec', key], to);
const consumer = (key: string, to: Value) =>
  set(consumers, 'Consumer', ['spec', key], to);
const more = (spec: string) =>
  add(
    'jetstream/more.yaml',
    `apiVersion: jetstream.nats.io/v1beta2
kind: Stream
metadata:
  name: more
spec: ${spec}
`,
  );
const bucket = (spec: string) =>
  add(
    'jetstream/more.yaml',
    `apiVersion: jetstream.nats.io/v1beta2
kind: KeyValue
metadata:
  name: settings
spec: ${spec}
`,
  );
const overlapping = more(
  '{ name: MORE, account: app, subjects: [a, "jobs.*"] }',
);

it.each<Firing>([
  ['js-name', `${streams}:spec.name`, stream('name', 'JOBS.A')],
  ['js-subject-overlap', 'jetstream/more.yaml:spec.subjects[1]', overlapping],
  ['js-replicas-cluster', `${streams}:spec.replicas`, stream('replicas', 5)],
  [
    'js-replicas-standalone',
    `${streams}:spec.replicas`,
    value(['config', 'cluster', 'enabled'], false),
  ],
  [
    'js-filter-outside',
    `${consumers}:spec.filterSubject`,
    consumer('filterSubject', 'job.echo'),
  ],
  [
    'js-backoff-length',
    `${consumers}:spec.backoff`,
    consumer('backoff', ['1s', '2s', '3s', '4s']),
  ],
  [
    'js-consumer-stream',
    `${consumers}:spec.streamName`,
    consumer('streamName', 'OTHER'),
  ],
  [
    'keda-ack-none',
    `${consumers}:spec.ackPolicy`,
    consumer('ackPolicy', 'none'),
  ],
  [
    'keda-inactive-threshold',
    `${consumers}:spec.inactiveThreshold`,
    consumer('inactiveThreshold', '5m'),
  ],
  [
    'keda-max-ack-pending',
    `${consumers}:spec.maxAckPending`,
    consumer('maxAckPending', 2),
  ],
  [
    'keda-bounds',
    `${workers}:spec.minReplicaCount`,
    set(workers, 'ScaledObject', ['spec', 'minReplicaCount'], 9),
  ],
  [
    'keda-activation',
    `${workers}:spec.triggers[0].metadata.activationLagThreshold`,
    set(
      workers,
      'ScaledObject',
      ['spec', 'triggers', 0, 'metadata', 'activationLagThreshold'],
      '5',
    ),
  ],
  [
    'keda-inactive-threshold',
    `${consumers}:spec.inactiveThreshold`,
    stream('consumerLimits', { inactiveThreshold: '5m' }),
  ],
  [
    'js-mirror-mix',
    `${streams}:spec.subjects`,
    stream('mirror', { name: 'OTHER' }),
  ],
  ['js-memory-store', `${streams}:spec.storage`, stream('storage', 'memory')],
  [
    'js-reservation',
    `${streams}:spec.maxBytes`,
    stream('maxBytes', 1099511627776),
  ],
  [
    'js-level',
    `${streams}:spec.allowMsgCounter`,
    stream('allowMsgCounter', true),
    set(
      'nats/release.yaml',
      'HelmRelease',
      ['spec', 'chart', 'spec', 'version'],
      '2.11.0',
    ),
  ],
  [
    'js-kv-history',
    'jetstream/more.yaml:spec.history',
    bucket('{ bucket: settings, account: app, history: 65 }'),
  ],
  [
    'keda-push-no-group',
    `${consumers}:spec.deliverSubject`,
    consumer('deliverSubject', 'push'),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

it.each<Quiet>([
  [
    'js-subject-overlap',
    'a stream of another account',
    more('{ name: MORE, account: other, subjects: [a, "jobs.*"] }'),
  ],
  [
    'js-no-subjects',
    'a mirror',
    more('{ name: MORE, account: app, mirror: { name: JOBS } }'),
  ],
  [
    'js-unknown-field',
    'what a messaging spec does not have',
    more(
      '{ name: MORE, account: app, subjects: [a], placement: { tags: [x] } }',
    ),
  ],
  ['js-shape', 'a field that is empty', stream('compression', '')],
  ['js-consumer-stream', 'a consumer of a declared stream'],
  [
    'js-consumer-stream',
    'a consumer of the stream behind a bucket',
    bucket('{ bucket: settings, account: app, history: 5 }'),
    consumer('streamName', 'KV_settings'),
  ],
  [
    'js-kv-history',
    'a duration in nanoseconds',
    bucket(
      '{ bucket: settings, account: app, history: 5, limitMarkerTtl: 1000000000 }',
    ),
  ],
  [
    'keda-push-no-group',
    'a group',
    consumer('deliverSubject', 'push'),
    consumer('deliverGroup', 'g'),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});

it('names files where the rules of a messaging spec name its paths', async () => {
  const [finding] = (await findingsAfter(overlapping)).filter(
    ({ id }) => id === 'js-subject-overlap',
  );
  expect(finding.message).not.toMatch(/streams\[/);
});
