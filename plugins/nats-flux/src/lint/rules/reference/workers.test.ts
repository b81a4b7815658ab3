import { describePairs } from '../../__testUtils__/describePairs';
import { placesOf, Quiet, set, value } from '../../__testUtils__/change';

const file = 'workers/echo-workers.yaml';
const container = ['spec', 'template', 'spec', 'containers', 0];
const at = (i: number) =>
  `${file}:spec.template.spec.containers[0].env[${i}].value`;
const variable = (i: number, name: string, text: string) =>
  set(file, 'Deployment', [...container, 'env', i], { name, value: text });

/** Places of variables in the skeleton's worker. */
const [URL, CA, STREAM, CONSUMER] = [0, 1, 5, 6];

describePairs('reference/workers', [
  {
    id: 'reference-worker',
    at: at(CONSUMER),
    fires: variable(CONSUMER, 'NATS_CONSUMER', 'echo-worker'),
  },
  {
    id: 'reference-worker',
    at: at(STREAM),
    fires: variable(STREAM, 'NATS_STREAM', 'JOB'),
  },
  {
    id: 'reference-worker',
    at: at(URL),
    fires: variable(URL, 'NATS_URL', 'nats://nats.apps.svc.cluster.local:4222'),
  },
  {
    id: 'reference-worker',
    at: at(URL),
    fires: variable(URL, 'NATS_URL', 'nats://nats.nats.svc.cluster.local:8222'),
  },
  {
    id: 'reference-worker',
    at: at(CA),
    fires: variable(CA, 'NATS_CA', '/etc/nats/ca.crt'),
  },
]);

it.each<Quiet>([
  [
    'reference-worker',
    'a port that the broker has',
    value(['config', 'nats', 'port'], 4333),
    variable(URL, 'NATS_URL', 'nats://nats.nats.svc.cluster.local:4333'),
  ],
  [
    'reference-worker',
    'a broker outside of the cluster, and a variable of Flux',
    variable(URL, 'NATS_URL', 'tls://nats.example.org:443'),
    variable(STREAM, 'NATS_STREAM', '${stream}'),
  ],
  [
    'reference-worker',
    'a Deployment that nothing scales',
    set(file, 'ScaledObject', ['spec', 'scaleTargetRef', 'name'], 'other'),
    variable(CONSUMER, 'NATS_CONSUMER', 'other'),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
