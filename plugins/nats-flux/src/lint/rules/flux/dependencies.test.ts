import { placesOf, Firing, Quiet, add, set } from '../../__testUtils__/change';

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
metadata: { name: ${name} }
spec: { interval: 1h, chart: { spec: { chart: ${name}, version: 1.0.0, sourceRef: { kind: HelmRepository, name: a } } } }
`,
  );

it.each<Firing>([
  [
    'flux-depends-order',
    `${file}:spec.dependsOn`,
    kustomization('nats-jetstream', ['dependsOn'], undefined),
  ],
  [
    'flux-depends-order',
    `${file}:spec.dependsOn`,
    kustomization('nats-workers', ['dependsOn'], undefined),
  ],
  [
    'flux-depends-kind',
    `${file}:spec.dependsOn[0]`,
    kustomization('nats-jetstream', ['dependsOn'], [{ name: 'broker' }]),
    set('nats/release.yaml', 'HelmRelease', ['metadata', 'name'], 'broker'),
  ],
  ['flux-depends-order', `${file}:spec.dependsOn`, chart('nack')],
  [
    'flux-depends-order',
    `${file}:spec.dependsOn`,
    chart('keda'),
    kustomization('nats-workers', ['dependsOn'], [{ name: 'nats' }]),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

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
  ['flux-depends-order', 'a chart that brings no kinds', chart('other')],
  [
    'flux-depends-kind',
    'a Kustomization that waits for another',
    kustomization('nats-workers', ['dependsOn'], [{ name: 'nats-jetstream' }]),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
