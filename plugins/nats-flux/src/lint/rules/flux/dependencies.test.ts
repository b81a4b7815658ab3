import { describePairs } from '../../__testUtils__/describePairs';
import { placesOf, Quiet, add, set } from '../../__testUtils__/change';

const file = 'clusters/local/nats.yaml';
const kustomization = (
  name: string,
  path: (string | number)[],
  to: Parameters<typeof set>[3],
) => set(file, `Kustomization/${name}`, ['spec', ...path], to);
const chart = (name: string) =>
  add(
    'jetstream/chart.yaml',
    `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: release }
spec: { interval: 1h, chart: { spec: { chart: ${name}, version: 1.0.0, sourceRef: { kind: HelmRepository, name: a } } } }
`,
  );

describePairs('flux/dependencies', [
  {
    id: 'flux-depends-order',
    at: `${file}:spec.dependsOn`,
    fires: kustomization('nats-jetstream', ['dependsOn'], undefined),
  },
  {
    id: 'flux-depends-order',
    at: `${file}:spec.dependsOn`,
    fires: kustomization('nats-workers', ['dependsOn'], undefined),
  },
  {
    id: 'flux-depends-circle',
    at: `${file}:spec.dependsOn`,
    fires: kustomization('nats', ['dependsOn'], [{ name: 'nats-workers' }]),
  },
  {
    id: 'flux-depends-kind',
    at: `${file}:spec.dependsOn[0]`,
    given: [
      kustomization('nats-jetstream', ['dependsOn'], [{ name: 'broker' }]),
    ],
    fires: set(
      'nats/release.yaml',
      'HelmRelease',
      ['metadata', 'name'],
      'broker',
    ),
  },
  {
    id: 'flux-depends-order',
    at: `${file}:spec.dependsOn`,
    fires: chart('nack'),
    quiet: chart('other'),
  },
  {
    id: 'flux-depends-order',
    at: `${file}:spec.dependsOn`,
    given: [chart('keda')],
    fires: kustomization('nats-workers', ['dependsOn'], [{ name: 'nats' }]),
  },
]);

it.each<Quiet>([
  [
    'flux-depends-order',
    'a broker that another repository brings',
    kustomization('nats', ['path'], './elsewhere'),
    kustomization('nats-jetstream', ['dependsOn'], undefined),
  ],
  [
    'flux-depends-order',
    'a chart that is installed before its kinds are used',
    chart('keda'),
  ],
  [
    'flux-depends-kind',
    'a Kustomization that waits for another',
    kustomization('nats-workers', ['dependsOn'], [{ name: 'nats-jetstream' }]),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
