import { describePairs } from '../../__testUtils__/describePairs';
import { add, placesOf, Quiet, set } from '../../__testUtils__/change';

const consumers = 'jetstream/consumers.yaml';
const list = 'jetstream/kustomization.yaml';
const rename = (to: string) =>
  set(consumers, 'Consumer', ['metadata', 'name'], to);
const service = (name: string) =>
  add(
    'nats/service.yaml',
    `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: a } }
---
apiVersion: v1
kind: Service
metadata: { name: a }
spec: { selector: { app: a } }
`,
  );

describePairs('flux/objects', [
  {
    id: 'flux-duplicate-object',
    at: 'nats/service.yaml:metadata.name',
    fires: service('a'),
    quiet: service('b'),
  },
  {
    id: 'kubernetes-name',
    at: `${consumers}:metadata.name`,
    fires: rename('JOBS'),
    quiet: rename('jobs'),
  },
  {
    id: 'kubernetes-name',
    at: `${consumers}:metadata.name`,
    fires: rename('jobs_echo'),
    quiet: rename('jobs.echo'),
  },
  {
    id: 'flux-name-prefix',
    at: `${list}:namePrefix`,
    fires: set(list, 'Kustomization', ['namePrefix'], 'prod-'),
  },
  {
    id: 'reference-kind',
    at: `${list}:apiVersion`,
    fires: set(
      list,
      'Kustomization',
      ['apiVersion'],
      'kustomize.toolkit.fluxcd.io/v1',
    ),
  },
]);

it.each<Quiet>([
  [
    'flux-duplicate-object',
    'the same object of two clusters',
    add(
      'clusters/east/app/config.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
    ),
    add(
      'clusters/west/app/config.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
    ),
  ],
  [
    'flux-duplicate-object',
    'one name of two kinds, and in two namespaces',
    add(
      'clusters/east/app/config.yaml',
      ['ConfigMap', 'ServiceAccount', 'ConfigMap']
        .map(
          (kind, i) =>
            `apiVersion: v1\nkind: ${kind}\nmetadata: { name: a, namespace: n${i} }\n`,
        )
        .join('---\n'),
    ),
  ],
  [
    'kubernetes-name',
    'entities of a catalog, whose names may be more',
    set('catalog-info.yaml', 'Resource', ['metadata', 'name'], 'My_NATS'),
  ],
  [
    'kubernetes-name',
    'roles, whose names may have colons',
    add(
      'nats/role.yaml',
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: "a:b" }\n',
    ),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
