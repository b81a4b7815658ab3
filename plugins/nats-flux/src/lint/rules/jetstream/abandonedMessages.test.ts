import { add, Change, placesOf, Quiet, set } from '../../__testUtils__/change';
import { describePairs } from '../../__testUtils__/describePairs';

const id = 'js-max-deliver-no-dlq';
const file = 'jetstream/consumers.yaml';
const at = `${file}:spec.maxDeliver`;
const consumer = (key: string, to: string | number) =>
  set(file, 'Consumer', ['spec', key], to);
const without =
  (path: string): Change =>
  files => {
    files.delete(path);
  };
const withoutAlerts = without('nats/alerts.yaml');
const withoutEntities = without('catalog-info.yaml');
const advisories = (subject: string) =>
  add(
    'jetstream/advisories.yaml',
    `apiVersion: jetstream.nats.io/v1beta2
kind: Stream
metadata: { name: advisories }
spec: { name: ADVISORIES, account: app, subjects: [$JS.EVENT.ADVISORY.${subject}] }
`,
  );
const entity =
  (consumers: string): Change =>
  files => {
    files.set('catalog-info.yaml', {
      content: `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: a, annotations: { nats.io/consumers: '${consumers}' } }
`,
    });
  };
const alert = (expr: string, kind = 'alert') =>
  add(
    'nats/own.yaml',
    `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: own }
spec: { groups: [{ name: own, rules: [{ ${kind}: A, expr: '${expr}' }] }] }
`,
  );
const redelivered = 'nats_consumer_num_redelivered';

describePairs('jetstream/abandonedMessages', [
  {
    id,
    at,
    given: [withoutAlerts, withoutEntities],
    fires: consumer('maxDeliver', 3),
    quiet: consumer('maxDeliver', -1),
  },
  {
    id,
    at,
    given: [withoutAlerts, withoutEntities],
    fires: consumer('ackPolicy', 'explicit'),
    quiet: consumer('ackPolicy', 'none'),
  },
  { id, at, given: [withoutEntities], fires: withoutAlerts },
  { id, at, given: [withoutAlerts], fires: withoutEntities },
  {
    id,
    at,
    given: [withoutAlerts, withoutEntities],
    fires: advisories('CONSUMER.MAX_DELIVERIES.OTHER.*'),
    quiet: advisories('CONSUMER.MAX_DELIVERIES.JOBS.*'),
  },
  {
    id,
    at,
    given: [withoutAlerts],
    fires: entity('OTHER/*, JOBS/other'),
    quiet: entity('OTHER/*, JOBS/echo-workers'),
  },
  {
    id,
    at,
    given: [withoutAlerts, withoutEntities],
    fires: alert(`${redelivered}{stream_name=~"OTHER|MORE"} > 0`),
    quiet: alert(`${redelivered}{stream_name=~"OTHER|JOBS"} > 0`),
  },
  {
    id,
    at,
    given: [withoutAlerts, withoutEntities],
    fires: alert(`${redelivered} > 0`, 'record'),
    quiet: alert(`${redelivered} > 0`, 'alert'),
  },
  {
    // Nothing is delivered again, so that neither a page nor this alert has anything to count.
    id,
    at,
    given: [withoutAlerts, alert(`${redelivered} > 0`)],
    fires: consumer('maxDeliver', 1),
    quiet: consumer('maxDeliver', 2),
  },
]);

it.each<Quiet>([
  [id, 'all advisories', withoutAlerts, withoutEntities, advisories('>')],
  [
    id,
    'one delivery, and an alert on what stays in the queue',
    withoutEntities,
    consumer('maxDeliver', 1),
  ],
  [
    id,
    'a pattern that only Prometheus reads',
    withoutAlerts,
    withoutEntities,
    alert(`${redelivered}{stream_name=~"J.*"} > 0`),
  ],
])('%s is quiet about %s', async (rule, _what, ...changes) => {
  expect(await placesOf(rule, ...changes)).toEqual([]);
});
