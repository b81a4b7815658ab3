import {
  add,
  placesOf,
  Quiet,
  Firing,
  replace,
  set,
} from '../../__testUtils__/change';

const secret = (more: string) =>
  add(
    'nats/secret.yaml',
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n${more}`,
  );

it.each<Firing>([
  [
    'flux-yaml',
    'nats/release.yaml:',
    replace('nats/release.yaml', 'interval: 1h', 'interval: [1h'),
  ],
  [
    'flux-duplicate-key',
    'nats/release.yaml:',
    replace(
      'nats/release.yaml',
      '  interval: 1h\n',
      '  interval: 1h\n  interval: 2h\n',
    ),
  ],
  [
    'flux-kustomization-list',
    'nats/kustomization.yaml:resources[1]',
    set(
      'nats/kustomization.yaml',
      'Kustomization',
      ['resources', 1],
      'gone.yaml',
    ),
  ],
  [
    'flux-kustomization-list',
    'nats/extra.yaml:',
    files =>
      files.set('nats/extra.yaml', {
        content: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
      }),
  ],
  [
    'flux-secret-plain',
    'nats/secret.yaml:stringData',
    secret('stringData:\n  a: b\n'),
  ],
  [
    'flux-api-version',
    'nats/release.yaml:apiVersion',
    set(
      'nats/release.yaml',
      'HelmRelease',
      ['apiVersion'],
      'helm.toolkit.fluxcd.io/v2beta1',
    ),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

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
    'flux-secret-plain',
    'a Secret of SOPS',
    secret('data:\n  a: ENC[x]\nsops:\n  version: "3"\n'),
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
