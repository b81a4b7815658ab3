import { describePairs } from '../../__testUtils__/describePairs';
import {
  add,
  Change,
  placesOf,
  Quiet,
  set,
  value,
} from '../../__testUtils__/change';

const file = 'workers/echo-workers.yaml';
type Value = Parameters<typeof set>[3];
const scaler = (path: (string | number)[], to: Value) =>
  set(file, 'ScaledObject', ['spec', ...path], to);
const meta = (key: string, to: Value) =>
  scaler(['triggers', 0, 'metadata', key], to);
const at = (key: string) =>
  `${file}:spec.triggers[0].metadata${key && `.${key}`}`;
const ENDPOINT = 'natsServerMonitoringEndpoint';
const standalone = value(['config', 'cluster', 'enabled'], false);
const hpa = (target: string) =>
  add(
    'workers/hpa.yaml',
    `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: own
spec:
  scaleTargetRef:
    kind: Deployment
    name: ${target}
`,
  );

const consumers = (count: number, account = 'app') =>
  add(
    'jetstream/many.yaml',
    Array.from(
      { length: count },
      (_, i) => `apiVersion: jetstream.nats.io/v1beta2
kind: Consumer
metadata: { name: c${i} }
spec: { streamName: JOBS, durableName: c${i}, account: ${account} }
`,
    ).join('---\n'),
  );

describePairs('keda/kedaRules', [
  {
    id: 'keda-cost',
    at: `${file}:spec.triggers[0]`,
    given: [scaler(['triggers', 0, 'useCachedMetrics'], undefined)],
    fires: consumers(10_000),
    quiet: consumers(3),
  },
  {
    id: 'keda-endpoint-headless',
    at: at(ENDPOINT),
    fires: meta(ENDPOINT, 'nats.nats.svc.cluster.local:8222'),
  },
  {
    id: 'keda-endpoint-scheme',
    at: at(ENDPOINT),
    fires: meta(ENDPOINT, 'http://nats-headless.nats.svc.cluster.local:8222'),
  },
  {
    id: 'keda-endpoint-scheme',
    at: at(ENDPOINT),
    fires: meta(ENDPOINT, 'nats-headless.nats.svc.cluster.local'),
  },
  {
    id: 'keda-endpoint-no-monitor',
    at: at(ENDPOINT),
    given: [meta(ENDPOINT, 'nats.nats.svc.cluster.local:8222')],
    fires: standalone,
  },
  {
    id: 'keda-endpoint-port',
    at: at(ENDPOINT),
    fires: meta(ENDPOINT, 'nats-headless.nats.svc.cluster.local:4222'),
  },
  {
    id: 'keda-endpoint-port',
    at: at(ENDPOINT),
    fires: value(['config', 'monitor', 'port'], 8333),
  },
  {
    id: 'keda-threshold',
    at: at('lagThreshold'),
    fires: meta('lagThreshold', '0'),
  },
  {
    id: 'keda-threshold',
    at: at('activationLagThreshold'),
    fires: meta('activationLagThreshold', 'ten'),
  },
  { id: 'keda-required', at: at(''), fires: meta('consumer', undefined) },
  { id: 'keda-required', at: at(''), fires: meta('account', undefined) },
  {
    id: 'keda-account-id',
    at: at('account'),
    fires: value(['config', 'resolver'], { enabled: true }),
  },
  {
    id: 'keda-unknown-key',
    at: at('lagTreshold'),
    fires: meta('lagTreshold', '5'),
  },
  {
    id: 'keda-not-string',
    at: at('lagThreshold'),
    fires: meta('lagThreshold', 10),
  },
  {
    id: 'keda-consumer-undeclared',
    at: at('consumer'),
    fires: meta('consumer', 'other'),
  },
  {
    id: 'keda-consumer-undeclared',
    at: at('consumer'),
    given: [meta('account', undefined), meta('accountID', 'AABC')],
    fires: meta('consumer', 'other'),
  },
  {
    id: 'keda-no-fallback',
    at: `${file}:spec.fallback`,
    fires: scaler(['fallback'], undefined),
  },
  {
    id: 'keda-no-fallback',
    at: `${file}:spec.fallback.failureThreshold`,
    fires: scaler(['fallback', 'failureThreshold'], 1),
  },
  {
    id: 'keda-fallback-behavior',
    at: `${file}:spec.fallback.behavior`,
    fires: scaler(['fallback', 'behavior'], undefined),
  },
  {
    id: 'keda-deployment-replicas',
    at: `${file}:spec.replicas`,
    fires: set(file, 'Deployment', ['spec', 'replicas'], 1),
  },
  {
    id: 'keda-duplicate-target',
    at: 'workers/hpa.yaml:spec.scaleTargetRef.name',
    fires: hpa('echo-workers'),
    quiet: hpa('other'),
  },
  {
    id: 'tls-keda-https',
    at: at('useHttps'),
    fires: meta('useHttps', 'false'),
  },
  {
    id: 'tls-keda-https',
    at: at('useHttps'),
    fires: value(['config', 'monitor', 'tls', 'enabled'], false),
  },
  {
    id: 'keda-not-string',
    at: `${file}:spec.triggers[1].metadata.threshold`,
    fires: scaler(['triggers', 1, 'metadata', 'threshold'], 10),
  },
]);

/** Another account, as which the controller connects for half of the consumers. */
const otherAccount: Change[] = [
  value(['config', 'merge', 'accounts', 'OTHER'], {
    jetstream: 'enabled',
    users: [{ user: 'CN=nack-other' }],
  }),
  add(
    'nats/other.yaml',
    'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: other }\nspec: { secretName: other-tls, commonName: nack-other }\n',
  ),
  add(
    'jetstream/other.yaml',
    'apiVersion: jetstream.nats.io/v1beta2\nkind: Account\nmetadata: { name: other }\nspec: { tls: { secret: { name: other-tls } } }\n',
  ),
];

it.each<Quiet>([
  [
    'keda-cost',
    'consumers of another account, which are in no answer',
    scaler(['triggers', 0, 'useCachedMetrics'], undefined),
    ...otherAccount,
    consumers(10_000, 'other'),
  ],
  [
    'keda-endpoint-headless',
    'a broker of another repository',
    meta(ENDPOINT, 'other.elsewhere.svc:8222'),
  ],
  [
    'keda-endpoint-no-monitor',
    'the headless Service of one server',
    standalone,
  ],
  [
    'keda-required',
    'credentials of a TriggerAuthentication',
    meta('account', undefined),
    scaler(['triggers', 0, 'authenticationRef'], { name: 'a' }),
  ],
  [
    'keda-account-id',
    'an account by its key',
    value(['config', 'resolver'], { enabled: true }),
    meta('accountID', 'AABC'),
  ],
  [
    'keda-consumer-undeclared',
    'a repository without streams',
    files => {
      files.delete('jetstream/streams.yaml');
      files.delete('jetstream/consumers.yaml');
    },
    meta('consumer', 'other'),
  ],
  [
    'keda-consumer-undeclared',
    'an account whose streams are made elsewhere',
    meta('consumer', 'other'),
    meta('account', 'OTHER'),
  ],
  [
    'keda-consumer-undeclared',
    'a consumer of the account, be it known by its key',
    meta('account', undefined),
    meta('accountID', 'AABC'),
  ],
  ['keda-not-string', 'texts', meta('lagThreshold', '10')],
  [
    'keda-unknown-key',
    'what comes from the environment',
    meta('streamFromEnv', 'STREAM'),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
