import { add, Firing, placesOf, Quiet, set } from '../../__testUtils__/change';

const file = 'nats/release.yaml';
const flux = 'clusters/local/nats.yaml';
const source = (kind: string, name: string, namespace = 'flux-system') =>
  add(
    'nats/source.yaml',
    `apiVersion: source.toolkit.fluxcd.io/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec: { interval: 1h, url: 'oci://example.com/charts/nats' }
`,
  );
const artifact = set(flux, 'Kustomization/nats', ['spec', 'sourceRef'], {
  kind: 'ExternalArtifact',
  name: 'nats',
});

it.each<Firing>([
  [
    'flux-source-ref',
    `${file}:spec.chart.spec.sourceRef.name`,
    set(
      file,
      'HelmRelease',
      ['spec', 'chart', 'spec', 'sourceRef', 'name'],
      'natz',
    ),
  ],
  [
    'flux-source-ref',
    `${flux}:spec.sourceRef.name`,
    source('GitRepository', 'other'),
  ],
  ['flux-source-ref', `${flux}:spec.sourceRef.name`, artifact],
  [
    'flux-source-ref',
    `${file}:spec.chartRef.name`,
    source('OCIRepository', 'other', 'nats'),
    set(file, 'HelmRelease', ['spec', 'chartRef'], {
      kind: 'OCIRepository',
      name: 'nats',
    }),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

it.each<Quiet>([
  ['flux-source-ref', 'a source that only the cluster has'],
  [
    'flux-source-ref',
    'an artifact that a generator of this repository makes',
    artifact,
    add(
      'nats/generator.yaml',
      'apiVersion: source.extensions.fluxcd.io/v1beta1\nkind: ArtifactGenerator\nmetadata: { name: nats }\n',
    ),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
