import { describePairs } from '../../__testUtils__/describePairs';
import { placesOf, Quiet, replace, set } from '../../__testUtils__/change';

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

describePairs('flux/substitution', [
  {
    id: 'values-substitution',
    at: 'workers/echo-workers.yaml:spec.template.spec.containers[0].env[7].value',
    given: [home],
    fires: kustomization('nats-workers', ['postBuild'], {
      substitute: { CLUSTER: 'x' },
    }),
  },
  {
    id: 'values-substitution',
    at: 'workers/echo-workers.yaml:spec.template.spec.containers[0].env[7].value',
    given: [home],
    fires: kustomization('nats-workers', ['postBuild'], {
      substituteStrategy: 'Always',
    }),
  },
]);

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
