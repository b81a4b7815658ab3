import {
  add,
  placesOf,
  Firing,
  Quiet,
  set,
  value,
} from '../../__testUtils__/change';

const file = 'nats/release.yaml';
const release = (path: (string | number)[], to: Parameters<typeof set>[3]) =>
  set(file, 'HelmRelease', ['spec', ...path], to);
const nack = (more: string) =>
  add(
    'nats/nack.yaml',
    `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: nack
spec:
  chart:
    spec:
      chart: nack
      version: 0.34.0
      sourceRef:
        kind: HelmRepository
        name: nats
${more}`,
  );

it.each<Firing>([
  [
    'flux-chart-pin',
    `${file}:spec.chart.spec.version`,
    release(['chart', 'spec', 'version'], '2.x'),
  ],
  [
    'flux-chart-pin',
    `${file}:spec.chart.spec.version`,
    release(['chart', 'spec', 'version'], undefined),
  ],
  ['flux-timeout', `${file}:spec.timeout`, release(['timeout'], '30m')],
  ['flux-timeout', `${file}:spec.timeout`, release(['timeout'], undefined)],
  [
    'flux-strategy',
    `${file}:spec.upgrade.strategy.name`,
    release(['upgrade', 'strategy', 'name'], 'RemediateOnFailure'),
  ],
  [
    'flux-strategy',
    `${file}:spec.upgrade.remediation`,
    release(['upgrade'], { remediation: { retries: 3 } }),
  ],
  [
    'flux-upgrade-force',
    `${file}:spec.upgrade.force`,
    release(['upgrade', 'force'], true),
  ],
  [
    'flux-values-from',
    `${file}:spec.valuesFrom[0].targetPath`,
    release(
      ['valuesFrom'],
      [{ kind: 'Secret', name: 'a', targetPath: 'config.cluster.replicas' }],
    ),
  ],
  ['nack-crds-policy', 'nats/nack.yaml:spec.install', nack('')],
  [
    'nack-crds-policy',
    'nats/nack.yaml:spec.upgrade',
    nack('  install:\n    crds: CreateReplace\n'),
  ],
  [
    'flux-crds',
    `${file}:spec.upgrade`,
    release(['chart', 'spec', 'chart'], 'kube-prometheus-stack'),
  ],
  [
    'flux-force',
    'clusters/local/nats.yaml:spec.force',
    set(
      'clusters/local/nats.yaml',
      'Kustomization/nats-jetstream',
      ['spec', 'force'],
      true,
    ),
  ],
  [
    'flux-force',
    'jetstream/streams.yaml:metadata.annotations["kustomize.toolkit.fluxcd.io/force"]',
    set(
      'jetstream/streams.yaml',
      'Stream',
      ['metadata', 'annotations', 'kustomize.toolkit.fluxcd.io/force'],
      'enabled',
    ),
  ],
  [
    'flux-prune-namespace',
    'nats/namespace.yaml:metadata.annotations',
    set(
      'nats/namespace.yaml',
      'Namespace',
      ['metadata', 'annotations'],
      undefined,
    ),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

it.each<Quiet>([
  [
    'flux-timeout',
    'one server with 15 minutes',
    release(['timeout'], '15m'),
    value(['config', 'cluster', 'enabled'], false),
  ],
  [
    'nack-crds-policy',
    'a release that replaces them',
    nack(
      '  install:\n    crds: CreateReplace\n  upgrade:\n    crds: CreateReplace\n',
    ),
  ],
  [
    'flux-force',
    'a Kustomization that holds no data',
    set(
      'clusters/local/nats.yaml',
      'Kustomization/nats-workers',
      ['spec', 'force'],
      true,
    ),
  ],
  ['flux-chart-pin', 'an exact version'],
  ['flux-strategy', 'a release that is tried again'],
  ['flux-upgrade-force', 'an upgrade without force'],
  [
    'flux-values-from',
    'values of a Secret as a whole',
    release(['valuesFrom'], [{ kind: 'Secret', name: 'a' }]),
  ],
  [
    'flux-crds',
    'kinds that are replaced',
    release(['chart', 'spec', 'chart'], 'kube-prometheus-stack'),
    release(['upgrade', 'crds'], 'CreateReplace'),
  ],
  ['flux-prune-namespace', 'a namespace that is kept'],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
