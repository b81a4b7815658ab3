import {
  placesOf,
  Quiet,
  Firing,
  set,
  value,
} from '../../__testUtils__/change';

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
  [
    'values-jetstream-small',
    at('container.merge.resources'),
    set('nats/kustomization.yaml', 'Kustomization', ['namespace'], 'nats-prod'),
  ],
  [
    'values-jetstream-small',
    at('container.merge.resources'),
    files => {
      const flux = files.get('clusters/local/nats.yaml');
      files.delete('clusters/local/nats.yaml');
      files.set('clusters/production/nats.yaml', flux ?? { content: '' });
    },
  ],
  [
    'values-startup-probe',
    at('container'),
    value(['config', 'merge', 'accounts', 'OTHER'], { jetstream: 'enabled' }),
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
  ['values-jetstream-small', 'a broker that nobody calls production'],
  [
    'values-jetstream-small',
    'a product, which is no production',
    set('nats/kustomization.yaml', 'Kustomization', ['namespace'], 'products'),
  ],
  [
    'values-jetstream-small',
    'large servers of production',
    set('nats/kustomization.yaml', 'Kustomization', ['namespace'], 'prod'),
    value(['container', 'merge', 'resources', 'limits'], {
      cpu: '2',
      memory: '8Gi',
    }),
  ],
  ['values-startup-probe', 'an account of one application'],
  [
    'values-startup-probe',
    'a probe that asks for the server only',
    value(['config', 'merge', 'accounts', 'OTHER'], { jetstream: 'enabled' }),
    value(
      ['container', 'patch'],
      [
        {
          op: 'replace',
          path: '/startupProbe/httpGet/path',
          value: '/healthz?js-server-only=true',
        },
      ],
    ),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
