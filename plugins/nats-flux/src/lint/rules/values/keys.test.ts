import { describePairs } from '../../__testUtils__/describePairs';
import { placesOf, Quiet, set, value } from '../../__testUtils__/change';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
const version = (text: string) =>
  set(
    'nats/release.yaml',
    'HelmRelease',
    ['spec', 'chart', 'spec', 'version'],
    text,
  );

describePairs('values/keys', [
  {
    id: 'values-unknown-key',
    at: at('config.jetstrem'),
    fires: value(['config', 'jetstrem'], { enabled: true }),
  },
  {
    id: 'values-unknown-key',
    at: at('container.env2'),
    fires: value(['container', 'env2'], {}),
  },
  {
    id: 'values-type',
    at: at('config.cluster.replicas'),
    fires: value(['config', 'cluster', 'replicas'], '3'),
  },
  {
    id: 'values-type',
    at: at('config.monitor.enabled'),
    fires: value(['config', 'monitor', 'enabled'], 'yes'),
  },
  {
    id: 'values-type',
    at: at('natsBox.contexts.default.tls'),
    fires: value(['natsBox', 'contexts', 'default', 'tls'], 'nats'),
  },
  {
    id: 'values-pre-1-key',
    at: at('jetstream'),
    fires: value(['jetstream'], { enabled: true }),
  },
  {
    id: 'values-pre-1-key',
    at: at('config.jetstream.fileStore.storageDirectory'),
    fires: value(
      ['config', 'jetstream', 'fileStore', 'storageDirectory'],
      '/data',
    ),
  },
  {
    id: 'values-natsbox-image-resources',
    at: at('natsBox.container.image.resources'),
    fires: value(['natsBox', 'container', 'image', 'resources'], {
      limits: {},
    }),
  },
  {
    id: 'values-sidecar-resources',
    at: at('promExporter.resources'),
    fires: value(['promExporter', 'resources'], { limits: {} }),
  },
  {
    id: 'values-sidecar-resources',
    at: at('reloader.resources'),
    fires: value(['reloader', 'resources'], { limits: {} }),
  },
  {
    id: 'values-podmonitor-labels',
    at: at('promExporter.podMonitor.labels'),
    fires: value(['promExporter', 'podMonitor', 'labels'], { release: 'x' }),
  },
  {
    id: 'tls-monitor-secret',
    at: at('config.monitor.tls.secretName'),
    fires: value(['config', 'monitor', 'tls', 'secretName'], 'x'),
  },
  {
    id: 'values-key-version-gate',
    at: at('promExporter.monitorDomain'),
    fires: version('1.3.2'),
  },
  {
    id: 'values-container-resources-version',
    at: at('container.resources'),
    given: [version('1.3.14')],
    fires: value(['container', 'resources'], { limits: { cpu: '1' } }),
  },
]);

it.each<Quiet>([
  [
    'values-unknown-key',
    'what is merged, patched or named by the user',
    value(['service', 'merge'], { spec: { type: 'LoadBalancer' } }),
    value(['natsBox', 'contexts', 'other'], { merge: { x: 1 } }),
  ],
  [
    'values-unknown-key',
    'a key that templates read and the list of values lacks',
    value(['natsBox', 'container', 'resources'], { limits: { cpu: '1' } }),
  ],
  [
    'values-container-resources-version',
    'a chart that reads it',
    value(['container', 'resources'], { limits: { cpu: '1' } }),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
