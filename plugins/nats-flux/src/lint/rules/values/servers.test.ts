import { placesOf, Quiet, Firing, value } from '../../__testUtils__/change';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
const replicas = (to: number) => value(['config', 'cluster', 'replicas'], to);

it.each<Firing>([
  ['values-replicas-one', at('config.cluster.replicas'), replicas(1)],
  ['values-replicas-two', at('config.cluster.replicas'), replicas(2)],
  ['values-replicas-even', at('config.cluster.replicas'), replicas(4)],
  [
    'values-monitor-off',
    at('config.monitor.enabled'),
    value(['config', 'monitor', 'enabled'], false),
  ],
  [
    'values-server-name-prefix',
    at('config.serverNamePrefix'),
    value(['config', 'serverNamePrefix'], 'eu-'),
  ],
  [
    'values-noadvertise-https',
    at('config.cluster.noAdvertise'),
    value(['config', 'cluster', 'noAdvertise'], false),
  ],
  [
    'values-pod-management',
    at('statefulSet.merge.spec.podManagementPolicy'),
    value(['statefulSet'], {
      merge: { spec: { podManagementPolicy: 'OrderedReady' } },
    }),
  ],
  [
    'values-topology-list',
    at('podTemplate.topologySpreadConstraints'),
    value(['podTemplate', 'topologySpreadConstraints'], [{ maxSkew: 1 }]),
  ],
  [
    'values-topology-missing',
    at('podTemplate.topologySpreadConstraints'),
    value(
      ['podTemplate', 'topologySpreadConstraints', 'kubernetes.io/hostname'],
      undefined,
    ),
  ],
  [
    'values-config-checksum',
    at('podTemplate.configChecksumAnnotation'),
    value(['podTemplate', 'configChecksumAnnotation'], false),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

it.each<Quiet>([
  [
    'values-replicas-one',
    'one server without a cluster',
    replicas(1),
    value(['config', 'cluster', 'enabled'], false),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
