import { describePairs } from '../../__testUtils__/describePairs';
import { add, placesOf, Quiet, set } from '../../__testUtils__/change';

const file = 'nats/release.yaml';
const flux = 'clusters/local/nats.yaml';
const source = (
  kind: string,
  name: string,
  namespace = 'flux-system',
  url = 'oci://example.com/charts/nats',
) =>
  add(
    'clusters/local/source.yaml',
    `apiVersion: source.toolkit.fluxcd.io/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec: { interval: 1h, url: '${url}' }
`,
  );
const artifact = set(flux, 'Kustomization/nats', ['spec', 'sourceRef'], {
  kind: 'ExternalArtifact',
  name: 'nats',
});

const helm = (path: string, to: string | undefined) =>
  set('nats/repository.yaml', 'HelmRepository', ['spec', path], to);
const REGISTRY = 'oci://registry.example.com/charts';

describePairs('flux/sources', [
  {
    id: 'flux-source-url',
    at: 'nats/repository.yaml:spec.url',
    given: [helm('url', REGISTRY)],
    fires: helm('type', undefined),
    quiet: helm('type', 'oci'),
  },
  {
    id: 'flux-source-url',
    at: 'nats/repository.yaml:spec.url',
    fires: helm('type', 'oci'),
  },
  {
    id: 'flux-source-url',
    at: 'clusters/local/source.yaml:spec.url',
    fires: source('OCIRepository', 'a', 'nats', 'https://example.com/nats'),
    quiet: source('OCIRepository', 'a', 'nats'),
  },
  {
    id: 'flux-source-ref',
    at: `${file}:spec.chart.spec.sourceRef.name`,
    fires: set(
      file,
      'HelmRelease',
      ['spec', 'chart', 'spec', 'sourceRef', 'name'],
      'natz',
    ),
  },
  {
    id: 'flux-source-ref',
    at: `${flux}:spec.sourceRef.name`,
    fires: source('GitRepository', 'other'),
    quiet: source('GitRepository', 'nats'),
  },
  { id: 'flux-source-ref', at: `${flux}:spec.sourceRef.name`, fires: artifact },
  {
    id: 'flux-source-ref',
    at: `${file}:spec.chartRef.name`,
    given: [source('OCIRepository', 'other', 'nats')],
    fires: set(file, 'HelmRelease', ['spec', 'chartRef'], {
      kind: 'OCIRepository',
      name: 'nats',
    }),
  },
]);

it.each<Quiet>([
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
