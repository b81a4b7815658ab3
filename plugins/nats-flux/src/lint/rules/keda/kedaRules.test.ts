import {
  Firing,
  placesOf,
  Quiet,
  add,
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

it.each<Firing>([
  [
    'keda-endpoint-headless',
    at(ENDPOINT),
    meta(ENDPOINT, 'nats.nats.svc.cluster.local:8222'),
  ],
  [
    'keda-endpoint-scheme',
    at(ENDPOINT),
    meta(ENDPOINT, 'http://nats-headless.nats.svc.cluster.local:8222'),
  ],
  [
    'keda-endpoint-scheme',
    at(ENDPOINT),
    meta(ENDPOINT, 'nats-headless.nats.svc.cluster.local'),
  ],
  [
    'keda-endpoint-no-monitor',
    at(ENDPOINT),
    meta(ENDPOINT, 'nats.nats.svc.cluster.local:8222'),
    standalone,
  ],
  ['keda-required', at(''), meta('consumer', undefined)],
  ['keda-required', at(''), meta('account', undefined)],
  [
    'keda-account-id',
    at('account'),
    value(['config', 'resolver'], { enabled: true }),
  ],
  ['keda-unknown-key', at('lagTreshold'), meta('lagTreshold', '5')],
  ['keda-not-string', at('lagThreshold'), meta('lagThreshold', 10)],
  ['keda-consumer-undeclared', at('consumer'), meta('consumer', 'other')],
  [
    'keda-no-fallback',
    `${file}:spec.fallback`,
    scaler(['fallback'], undefined),
  ],
  [
    'keda-no-fallback',
    `${file}:spec.fallback.failureThreshold`,
    scaler(['fallback', 'failureThreshold'], 1),
  ],
  [
    'keda-fallback-behavior',
    `${file}:spec.fallback.behavior`,
    scaler(['fallback', 'behavior'], undefined),
  ],
  [
    'keda-deployment-replicas',
    `${file}:spec.replicas`,
    set(file, 'Deployment', ['spec', 'replicas'], 1),
  ],
  [
    'keda-duplicate-target',
    'workers/hpa.yaml:spec.scaleTargetRef.name',
    hpa('echo-workers'),
  ],
  ['tls-keda-https', at('useHttps'), meta('useHttps', 'false')],
  [
    'tls-keda-https',
    at('useHttps'),
    value(['config', 'monitor', 'tls', 'enabled'], false),
  ],
  [
    'keda-not-string',
    `${file}:spec.triggers[1].metadata.threshold`,
    scaler(['triggers', 1, 'metadata', 'threshold'], 10),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

it.each<Quiet>([
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
  ['keda-duplicate-target', 'a scaler of something else', hpa('other')],
  [
    'keda-consumer-undeclared',
    'a repository without streams',
    files => {
      files.delete('jetstream/streams.yaml');
      files.delete('jetstream/consumers.yaml');
    },
    meta('consumer', 'other'),
  ],
  ['keda-not-string', 'texts', meta('lagThreshold', '10')],
  [
    'keda-unknown-key',
    'what comes from the environment',
    meta('streamFromEnv', 'STREAM'),
  ],
  ['keda-endpoint-scheme', 'host and port'],
  ['keda-no-fallback', 'three failures'],
  ['keda-fallback-behavior', 'workers that stay'],
  ['keda-deployment-replicas', 'a Deployment that leaves it to KEDA'],
  ['tls-keda-https', 'a scheme that the port speaks'],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});

describe('keda-cost', () => {
  const consumers = (count: number) =>
    add(
      'jetstream/many.yaml',
      Array.from(
        { length: count },
        (_, i) => `apiVersion: jetstream.nats.io/v1beta2
kind: Consumer
metadata: { name: c${i} }
spec: { streamName: JOBS, durableName: c${i} }
`,
      ).join('---\n'),
    );
  const uncached = scaler(['triggers', 0, 'useCachedMetrics'], undefined);

  it('fires for many consumers, and is quiet about few', async () => {
    expect(await placesOf('keda-cost', uncached, consumers(10_000))).toEqual([
      `${file}:spec.triggers[0]`,
    ]);
    expect(await placesOf('keda-cost', uncached, consumers(3))).toEqual([]);
  });
});
