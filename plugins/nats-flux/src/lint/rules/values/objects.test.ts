import { YamlValue } from '../../../yaml/toNode';
import { Firing, placesOf, Quiet, value } from '../../__testUtils__/change';

type Operation = Record<string, YamlValue>;
const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
const patch = (path: string[], ...operations: Operation[]) =>
  value([...path, 'patch'], operations);
const statefulSet = (operation: Operation) => patch(['statefulSet'], operation);

it.each<Firing>([
  [
    'values-patch-path',
    at('statefulSet.patch[0]'),
    statefulSet({ op: 'set', path: '/a', value: 1 }),
  ],
  [
    'values-patch-path',
    at('statefulSet.patch[0]'),
    statefulSet({ op: 'add', path: 'a', value: 1 }),
  ],
  [
    'values-patch-path',
    at('statefulSet.patch[0]'),
    statefulSet({ op: 'replace', path: '/spec/replicas' }),
  ],
  [
    'values-patch-path',
    at('statefulSet.patch[0]'),
    statefulSet({ op: 'move', path: '/a' }),
  ],
  [
    'values-patch-path',
    at('podTemplate.patch[0]'),
    patch(['podTemplate'], {
      op: 'add',
      path: '/spec/tolerations/-',
      value: { operator: 'Exists' },
    }),
  ],
  [
    'values-patch-path',
    at('promExporter.patch[0]'),
    value(['promExporter', 'merge', 'volumeMounts'], undefined),
    patch(['promExporter'], {
      op: 'add',
      path: '/volumeMounts/-',
      value: { name: 'a', mountPath: '/a' },
    }),
  ],
  [
    'values-patch-path',
    at('container.patch[1]'),
    patch(
      ['container'],
      { op: 'remove', path: '/startupProbe' },
      { op: 'replace', path: '/startupProbe/httpGet/path', value: '/' },
    ),
  ],
  [
    'values-patch-path',
    at('config.patch[0]'),
    patch(['config'], { op: 'remove', path: '/max_payload' }),
  ],
  [
    'values-merge-field',
    at('container.merge.securityContext.runAsRoot'),
    value(['container', 'merge', 'securityContext'], { runAsRoot: false }),
  ],
  [
    'values-merge-field',
    at('podTemplate.merge.spec.nodeSelectors'),
    value(['podTemplate', 'merge', 'spec', 'nodeSelectors'], { a: 'b' }),
  ],
  [
    'values-merge-field',
    at('statefulSet.merge.spec.template.spec.dnsPolicies'),
    value(['statefulSet', 'merge'], {
      spec: { template: { spec: { dnsPolicies: 'None' } } },
    }),
  ],
  [
    'values-merge-field',
    at('service.merge.spec.type'),
    value(['service', 'merge'], { spec: { type: 'Loadbalancer' } }),
  ],
  [
    'values-merge-field',
    at('service.patch[0].value'),
    patch(['service'], { op: 'add', path: '/spec/typ', value: 'NodePort' }),
  ],
  [
    'values-config-unknown-key',
    at('config.patch[0].value'),
    patch(['config'], { op: 'add', path: '/max_paylod', value: 1 }),
  ],
  [
    'values-config-quoted-size',
    at('config.jetstream.patch[0].value'),
    patch(['config', 'jetstream'], {
      op: 'add',
      path: '/max_outstanding_catchup',
      value: '64MB',
    }),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

it.each<Quiet>([
  [
    'values-patch-path',
    'what is in the documentation of the chart',
    patch(['container'], {
      op: 'replace',
      path: '/startupProbe/httpGet/path',
      value: '/healthz?js-server-only=true',
    }),
    patch(['promExporter', 'podMonitor'], {
      op: 'add',
      path: '/spec/podMetricsEndpoints/0/interval',
      value: '30s',
    }),
    patch(['promExporter'], { op: 'add', path: '/args/-', value: '-jsz=all' }),
    patch(['podTemplate'], {
      op: 'add',
      path: '/spec/volumes/-',
      value: { name: 'a', emptyDir: {} },
    }),
  ],
  [
    'values-patch-path',
    'what a merge or an earlier operation has put there',
    value(['podTemplate', 'merge', 'spec', 'tolerations'], []),
    patch(
      ['podTemplate'],
      { op: 'add', path: '/spec/tolerations/-', value: { key: 'a' } },
      { op: 'add', path: '/spec/affinity', value: {} },
      { op: 'add', path: '/spec/affinity/nodeAffinity', value: {} },
    ),
  ],
  [
    'values-patch-path',
    'an object that is not rendered',
    value(['serviceAccount'], {
      enabled: false,
      patch: [{ op: 'remove', path: '/secrets' }],
    }),
  ],
  [
    'values-merge-field',
    'every field of the object',
    value(['service', 'merge'], {
      metadata: { annotations: { any: 'thing' } },
      spec: { type: 'LoadBalancer' },
    }),
    value(['podTemplate', 'merge', 'spec', 'priorityClassName'], 'high'),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
