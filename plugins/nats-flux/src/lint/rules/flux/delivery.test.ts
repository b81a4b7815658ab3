import { describePairs } from '../../__testUtils__/describePairs';
import { add, placesOf, Quiet, set, value } from '../../__testUtils__/change';

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

const nackWithKinds = nack(
  '  install:\n    crds: CreateReplace\n  upgrade:\n    crds: CreateReplace\n',
);

describePairs('flux/delivery', [
  {
    id: 'flux-chart-pin',
    at: `${file}:spec.chart.spec.version`,
    fires: release(['chart', 'spec', 'version'], '2.x'),
  },
  {
    id: 'flux-chart-pin',
    at: `${file}:spec.chart.spec.version`,
    fires: release(['chart', 'spec', 'version'], undefined),
  },
  {
    id: 'flux-timeout',
    at: `${file}:spec.timeout`,
    fires: release(['timeout'], '30m'),
  },
  {
    id: 'flux-timeout',
    at: `${file}:spec.timeout`,
    fires: release(['timeout'], undefined),
  },
  {
    id: 'flux-strategy',
    at: `${file}:spec.upgrade.strategy.name`,
    fires: release(['upgrade', 'strategy', 'name'], 'RemediateOnFailure'),
  },
  {
    id: 'flux-strategy',
    at: `${file}:spec.upgrade.remediation`,
    given: [release(['upgrade', 'remediation'], { retries: 3 })],
    fires: release(['upgrade', 'strategy'], undefined),
  },
  {
    id: 'flux-upgrade-force',
    at: `${file}:spec.upgrade.force`,
    fires: release(['upgrade', 'force'], true),
  },
  {
    id: 'nack-crds-policy',
    at: 'nats/nack.yaml:spec.install',
    fires: nack('  upgrade:\n    crds: CreateReplace\n'),
    quiet: nackWithKinds,
  },
  {
    id: 'nack-crds-policy',
    at: 'nats/nack.yaml:spec.upgrade',
    fires: nack('  install:\n    crds: CreateReplace\n'),
    quiet: nackWithKinds,
  },
  {
    id: 'flux-crds',
    at: `${file}:spec.upgrade`,
    given: [release(['chart', 'spec', 'chart'], 'kube-prometheus-stack')],
    fires: release(['upgrade', 'crds'], undefined),
    quiet: release(['upgrade', 'crds'], 'CreateReplace'),
  },
  {
    id: 'flux-force',
    at: 'clusters/local/nats.yaml:spec.force',
    fires: set(
      'clusters/local/nats.yaml',
      'Kustomization/nats-jetstream',
      ['spec', 'force'],
      true,
    ),
  },
  {
    id: 'flux-force',
    at: 'jetstream/streams.yaml:metadata.annotations["kustomize.toolkit.fluxcd.io/force"]',
    fires: set(
      'jetstream/streams.yaml',
      'Stream',
      ['metadata', 'annotations', 'kustomize.toolkit.fluxcd.io/force'],
      'enabled',
    ),
  },
  {
    id: 'flux-prune-namespace',
    at: 'nats/namespace.yaml:metadata.annotations',
    fires: set(
      'nats/namespace.yaml',
      'Namespace',
      ['metadata', 'annotations'],
      undefined,
    ),
  },
]);

it.each<Quiet>([
  [
    'flux-timeout',
    'one server with 15 minutes',
    release(['timeout'], '15m'),
    value(['config', 'cluster', 'enabled'], false),
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
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
