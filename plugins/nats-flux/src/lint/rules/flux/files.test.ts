import { describePairs } from '../../__testUtils__/describePairs';
import { placesOf, Quiet, replace, set } from '../../__testUtils__/change';

describePairs('flux/files', [
  {
    id: 'flux-yaml',
    at: 'nats/release.yaml:',
    fires: replace('nats/release.yaml', 'interval: 1h', 'interval: [1h'),
  },
  {
    id: 'flux-duplicate-key',
    at: 'nats/release.yaml:',
    fires: replace(
      'nats/release.yaml',
      '  interval: 1h\n',
      '  interval: 1h\n  interval: 2h\n',
    ),
  },
  {
    id: 'flux-kustomization-list',
    at: 'nats/kustomization.yaml:resources[1]',
    fires: set(
      'nats/kustomization.yaml',
      'Kustomization',
      ['resources', 1],
      'gone.yaml',
    ),
  },
  {
    id: 'flux-kustomization-list',
    at: 'nats/extra.yaml:',
    fires: files =>
      files.set('nats/extra.yaml', {
        content: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
      }),
  },
  {
    id: 'flux-api-version',
    at: 'nats/release.yaml:apiVersion',
    fires: set(
      'nats/release.yaml',
      'HelmRelease',
      ['apiVersion'],
      'helm.toolkit.fluxcd.io/v2beta1',
    ),
  },
]);

it.each<Quiet>([
  [
    'flux-yaml',
    'templates of a chart',
    files => files.set('chart/Chart.yaml', { content: 'name: a\n' }),
    files =>
      files.set('chart/templates/a.yaml', {
        content: '{{ if .x }}\na: {{ b }}\n',
      }),
  ],
  [
    'flux-kustomization-list',
    'a patch',
    files =>
      files.set('nats/patch.yaml', {
        content: 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n',
      }),
    set(
      'nats/kustomization.yaml',
      'Kustomization',
      ['patches'],
      [{ path: 'patch.yaml' }],
    ),
  ],
  [
    'flux-kustomization-list',
    'the entities of a catalog',
    files =>
      files.set('nats/catalog-info.yaml', {
        content: files.get('catalog-info.yaml')?.content ?? '',
      }),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
