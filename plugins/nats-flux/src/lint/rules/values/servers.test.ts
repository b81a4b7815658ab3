import { describePairs } from '../../__testUtils__/describePairs';
import {
  Change,
  placesOf,
  Quiet,
  set,
  value,
} from '../../__testUtils__/change';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
const replicas = (to: number) => value(['config', 'cluster', 'replicas'], to);

const namespace = (name: string) =>
  set('nats/kustomization.yaml', 'Kustomization', ['namespace'], name);
const onCluster =
  (name: string): Change =>
  files => {
    const flux = files.get('clusters/local/nats.yaml');
    files.delete('clusters/local/nats.yaml');
    files.set(`clusters/${name}/nats.yaml`, flux ?? { content: '' });
  };
const account = (name: string) =>
  value(['config', 'merge', 'accounts', name], { jetstream: 'enabled' });

describePairs('values/servers', [
  {
    id: 'values-replicas-one',
    at: at('config.cluster.replicas'),
    fires: replicas(1),
  },
  {
    id: 'values-replicas-two',
    at: at('config.cluster.replicas'),
    fires: replicas(2),
  },
  {
    id: 'values-replicas-even',
    at: at('config.cluster.replicas'),
    fires: replicas(4),
  },
  {
    id: 'values-monitor-off',
    at: at('config.monitor.enabled'),
    fires: value(['config', 'monitor', 'enabled'], false),
  },
  {
    id: 'values-pod-management',
    at: at('statefulSet.merge.spec.podManagementPolicy'),
    fires: value(['statefulSet'], {
      merge: { spec: { podManagementPolicy: 'OrderedReady' } },
    }),
  },
  {
    id: 'values-topology-list',
    at: at('podTemplate.topologySpreadConstraints'),
    fires: value(
      ['podTemplate', 'topologySpreadConstraints'],
      [{ maxSkew: 1 }],
    ),
  },
  {
    id: 'values-topology-missing',
    at: at('podTemplate.topologySpreadConstraints'),
    fires: value(
      ['podTemplate', 'topologySpreadConstraints', 'kubernetes.io/hostname'],
      undefined,
    ),
  },
  {
    id: 'values-topology-domains',
    at: at(
      'podTemplate.topologySpreadConstraints["kubernetes.io/hostname"].minDomains',
    ),
    fires: value(
      [
        'podTemplate',
        'topologySpreadConstraints',
        'kubernetes.io/hostname',
        'minDomains',
      ],
      2,
    ),
  },
  {
    id: 'values-config-checksum',
    at: at('podTemplate.configChecksumAnnotation'),
    fires: value(['podTemplate', 'configChecksumAnnotation'], false),
  },
  {
    id: 'values-jetstream-small',
    at: at('container.merge.resources'),
    fires: namespace('nats-prod'),
    quiet: namespace('nats-products'),
  },
  {
    id: 'values-jetstream-small',
    at: at('container.merge.resources'),
    fires: onCluster('production'),
    quiet: onCluster('development'),
  },
  {
    id: 'values-startup-probe',
    at: at('container'),
    fires: account('OTHER'),
    quiet: account('$SYS'),
  },
]);

it.each<Quiet>([
  [
    'values-replicas-one',
    'one server without a cluster',
    replicas(1),
    value(['config', 'cluster', 'enabled'], false),
  ],
  [
    'values-jetstream-small',
    'large servers of production',
    namespace('prod'),
    value(['container', 'merge', 'resources', 'limits'], {
      cpu: '2',
      memory: '8Gi',
    }),
  ],
  [
    'values-startup-probe',
    'a probe that asks for the server only',
    account('OTHER'),
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
