import { describePairs } from '../../__testUtils__/describePairs';
import {
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

describePairs('jetstream/jetStreamRules', [
  {
    id: 'js-name',
    at: `${streams}:spec.name`,
    fires: stream('name', 'JOBS.A'),
  },
  {
    id: 'js-subject-overlap',
    at: 'jetstream/more.yaml:spec.subjects[1]',
    fires: overlapping,
    quiet: more('{ name: MORE, account: other, subjects: [a, "jobs.*"] }'),
  },
  {
    id: 'js-replicas-cluster',
    at: `${streams}:spec.replicas`,
    fires: stream('replicas', 5),
  },
  {
    id: 'js-replicas-standalone',
    at: `${streams}:spec.replicas`,
    fires: value(['config', 'cluster', 'enabled'], false),
  },
  {
    id: 'js-filter-outside',
    at: `${consumers}:spec.filterSubject`,
    fires: consumer('filterSubject', 'job.echo'),
  },
  {
    id: 'js-backoff-length',
    at: `${consumers}:spec.backoff`,
    fires: consumer('backoff', ['1s', '2s', '3s', '4s']),
  },
  {
    id: 'js-consumer-stream',
    at: `${consumers}:spec.streamName`,
    fires: consumer('streamName', 'OTHER'),
  },
  {
    id: 'keda-ack-none',
    at: `${consumers}:spec.ackPolicy`,
    fires: consumer('ackPolicy', 'none'),
  },
  {
    id: 'keda-inactive-threshold',
    at: `${consumers}:spec.inactiveThreshold`,
    fires: consumer('inactiveThreshold', '5m'),
  },
  {
    id: 'keda-max-ack-pending',
    at: `${consumers}:spec.maxAckPending`,
    fires: consumer('maxAckPending', 2),
  },
  {
    id: 'keda-bounds',
    at: `${workers}:spec.minReplicaCount`,
    fires: set(workers, 'ScaledObject', ['spec', 'minReplicaCount'], 9),
  },
  {
    id: 'keda-activation',
    at: `${workers}:spec.triggers[0].metadata.activationLagThreshold`,
    fires: set(
      workers,
      'ScaledObject',
      ['spec', 'triggers', 0, 'metadata', 'activationLagThreshold'],
      '5',
    ),
  },
  {
    id: 'keda-inactive-threshold',
    at: `${consumers}:spec.inactiveThreshold`,
    fires: stream('consumerLimits', { inactiveThreshold: '5m' }),
  },
  {
    id: 'js-mirror-mix',
    at: `${streams}:spec.subjects`,
    fires: stream('mirror', { name: 'OTHER' }),
  },
  {
    id: 'js-memory-store',
    at: `${streams}:spec.storage`,
    fires: stream('storage', 'memory'),
  },
  {
    id: 'js-reservation',
    at: `${streams}:spec.maxBytes`,
    fires: stream('maxBytes', 1099511627776),
  },
  {
    id: 'js-level',
    at: `${streams}:spec.allowMsgCounter`,
    given: [stream('allowMsgCounter', true)],
    fires: set(
      'nats/release.yaml',
      'HelmRelease',
      ['spec', 'chart', 'spec', 'version'],
      '2.11.0',
    ),
  },
  {
    id: 'js-kv-history',
    at: 'jetstream/more.yaml:spec.history',
    fires: bucket('{ bucket: settings, account: app, history: 65 }'),
    quiet: bucket('{ bucket: settings, account: app, history: 64 }'),
  },
  {
    id: 'keda-push-no-group',
    at: `${consumers}:spec.deliverSubject`,
    fires: consumer('deliverSubject', 'push'),
  },
]);

it.each<Quiet>([
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
