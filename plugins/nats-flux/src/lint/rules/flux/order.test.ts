import {
  placesOf,
  Firing,
  Quiet,
  replace,
  set,
} from '../../__testUtils__/change';

const file = 'clusters/local/nats.yaml';
const kustomization = (
  name: string,
  path: (string | number)[],
  to: Parameters<typeof set>[3],
) => set(file, `Kustomization/${name}`, ['spec', ...path], to);
const home = replace(
  'workers/echo-workers.yaml',
  'value: /tmp\n',
  'value: ${HOME}\n',
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
  [
    'flux-health-expr',
    `${file}:spec.healthCheckExprs`,
    kustomization('nats-jetstream', ['healthCheckExprs'], undefined),
  ],
  [
    'flux-health-expr',
    `${file}:spec.healthCheckExprs`,
    kustomization(
      'nats-jetstream',
      ['healthCheckExprs', 1, 'kind'],
      'KeyValue',
    ),
  ],
  [
    'flux-wait-healthchecks',
    `${file}:spec.healthChecks`,
    kustomization(
      'nats',
      ['healthChecks'],
      [{ kind: 'StatefulSet', name: 'nats' }],
    ),
  ],
  [
    'values-substitution',
    'workers/echo-workers.yaml:spec.template.spec.containers[0].env[6].value',
    home,
    kustomization('nats-workers', ['postBuild'], {
      substitute: { CLUSTER: 'x' },
    }),
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
    'flux-health-expr',
    'an expression for the whole group',
    kustomization(
      'nats-jetstream',
      ['healthCheckExprs'],
      [{ apiVersion: 'jetstream.nats.io/v1beta2', current: 'true' }],
    ),
  ],
  ['values-substitution', 'a Kustomization without variables', home],
  [
    'values-substitution',
    'a variable that is known',
    home,
    kustomization('nats-workers', ['postBuild'], { substitute: { HOME: 'x' } }),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
