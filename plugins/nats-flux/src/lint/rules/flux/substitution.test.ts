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
    'values-substitution',
    'workers/echo-workers.yaml:spec.template.spec.containers[0].env[6].value',
    home,
    kustomization('nats-workers', ['postBuild'], {
      substitute: { CLUSTER: 'x' },
    }),
  ],
  [
    'values-substitution',
    'workers/echo-workers.yaml:spec.template.spec.containers[0].env[6].value',
    home,
    kustomization('nats-workers', ['postBuild'], {
      substituteStrategy: 'Always',
    }),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

it.each<Quiet>([
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
