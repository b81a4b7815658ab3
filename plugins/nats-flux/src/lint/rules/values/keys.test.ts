import {
  placesOf,
  Quiet,
  Firing,
  set,
  value,
} from '../../__testUtils__/change';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
const version = (text: string) =>
  set(
    'nats/release.yaml',
    'HelmRelease',
    ['spec', 'chart', 'spec', 'version'],
    text,
  );

it.each<Firing>([
  [
    'values-unknown-key',
    at('config.jetstrem'),
    value(['config', 'jetstrem'], { enabled: true }),
  ],
  [
    'values-unknown-key',
    at('container.env2'),
    value(['container', 'env2'], {}),
  ],
  [
    'values-type',
    at('config.cluster.replicas'),
    value(['config', 'cluster', 'replicas'], '3'),
  ],
  [
    'values-type',
    at('config.monitor.enabled'),
    value(['config', 'monitor', 'enabled'], 'yes'),
  ],
  [
    'values-type',
    at('natsBox.contexts.default.tls'),
    value(['natsBox', 'contexts', 'default', 'tls'], 'nats'),
  ],
  [
    'values-pre-1-key',
    at('jetstream'),
    value(['jetstream'], { enabled: true }),
  ],
  [
    'values-pre-1-key',
    at('config.jetstream.fileStore.storageDirectory'),
    value(['config', 'jetstream', 'fileStore', 'storageDirectory'], '/data'),
  ],
  [
    'values-natsbox-image-resources',
    at('natsBox.container.image.resources'),
    value(['natsBox', 'container', 'image', 'resources'], { limits: {} }),
  ],
  [
    'values-sidecar-resources',
    at('promExporter.resources'),
    value(['promExporter', 'resources'], { limits: {} }),
  ],
  [
    'values-sidecar-resources',
    at('reloader.resources'),
    value(['reloader', 'resources'], { limits: {} }),
  ],
  [
    'values-podmonitor-labels',
    at('promExporter.podMonitor.labels'),
    value(['promExporter', 'podMonitor', 'labels'], { release: 'x' }),
  ],
  [
    'tls-monitor-secret',
    at('config.monitor.tls.secretName'),
    value(['config', 'monitor', 'tls', 'secretName'], 'x'),
  ],
  [
    'values-key-version-gate',
    at('promExporter.monitorDomain'),
    version('1.3.2'),
  ],
  [
    'values-container-resources-version',
    at('container.resources'),
    version('1.3.14'),
    value(['container', 'resources'], { limits: { cpu: '1' } }),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

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
