import { describePairs } from '../../__testUtils__/describePairs';
import { YamlValue } from '../../../yaml/toNode';
import { placesOf, Quiet, value } from '../../__testUtils__/change';

type Operation = Record<string, YamlValue>;
const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
const patch = (path: string[], ...operations: Operation[]) =>
  value([...path, 'patch'], operations);
const statefulSet = (operation: Operation) => patch(['statefulSet'], operation);

describePairs('values/objects', [
  {
    id: 'values-patch-path',
    at: at('statefulSet.patch[0]'),
    fires: statefulSet({ op: 'set', path: '/a', value: 1 }),
  },
  {
    id: 'values-patch-path',
    at: at('statefulSet.patch[0]'),
    fires: statefulSet({ op: 'add', path: 'a', value: 1 }),
  },
  {
    id: 'values-patch-path',
    at: at('statefulSet.patch[0]'),
    fires: statefulSet({ op: 'replace', path: '/spec/replicas' }),
  },
  {
    id: 'values-patch-path',
    at: at('statefulSet.patch[0]'),
    fires: statefulSet({ op: 'move', path: '/a' }),
  },
  {
    id: 'values-patch-path',
    at: at('podTemplate.patch[0]'),
    fires: patch(['podTemplate'], {
      op: 'add',
      path: '/spec/tolerations/-',
      value: { operator: 'Exists' },
    }),
  },
  {
    id: 'values-patch-path',
    at: at('promExporter.patch[0]'),
    given: [value(['promExporter', 'merge', 'volumeMounts'], undefined)],
    fires: patch(['promExporter'], {
      op: 'add',
      path: '/volumeMounts/-',
      value: { name: 'a', mountPath: '/a' },
    }),
  },
  {
    id: 'values-patch-path',
    at: at('container.patch[1]'),
    fires: patch(
      ['container'],
      { op: 'remove', path: '/startupProbe' },
      { op: 'replace', path: '/startupProbe/httpGet/path', value: '/' },
    ),
  },
  {
    id: 'values-patch-path',
    at: at('config.patch[0]'),
    fires: patch(['config'], { op: 'remove', path: '/max_payload' }),
  },
  {
    id: 'values-merge-field',
    at: at('container.merge.securityContext.runAsRoot'),
    fires: value(['container', 'merge', 'securityContext', 'runAsRoot'], false),
    quiet: value(
      ['container', 'merge', 'securityContext', 'runAsNonRoot'],
      false,
    ),
  },
  {
    id: 'values-merge-field',
    at: at('podTemplate.merge.spec.nodeSelectors'),
    fires: value(['podTemplate', 'merge', 'spec', 'nodeSelectors'], { a: 'b' }),
  },
  {
    id: 'values-merge-field',
    at: at('statefulSet.merge.spec.template.spec.dnsPolicies'),
    fires: value(['statefulSet', 'merge'], {
      spec: { template: { spec: { dnsPolicies: 'None' } } },
    }),
  },
  {
    id: 'values-merge-field',
    at: at('service.merge.spec.type'),
    fires: value(['service', 'merge'], { spec: { type: 'Loadbalancer' } }),
  },
  {
    id: 'values-merge-field',
    at: at('service.patch[0].value'),
    fires: patch(['service'], {
      op: 'add',
      path: '/spec/typ',
      value: 'NodePort',
    }),
  },
  {
    id: 'values-config-unknown-key',
    at: at('config.patch[0].value'),
    fires: patch(['config'], { op: 'add', path: '/max_paylod', value: 1 }),
  },
  {
    id: 'values-config-quoted-size',
    at: at('config.jetstream.patch[0].value'),
    fires: patch(['config', 'jetstream'], {
      op: 'add',
      path: '/max_outstanding_catchup',
      value: '64MB',
    }),
  },
]);

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
