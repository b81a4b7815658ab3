import { describePairs } from '../../__testUtils__/describePairs';
import { placesOf, Quiet, set } from '../../__testUtils__/change';

const file = 'clusters/local/nats.yaml';
const kustomization = (
  name: string,
  path: (string | number)[],
  to: Parameters<typeof set>[3],
) => set(file, `Kustomization/${name}`, ['spec', ...path], to);
describePairs('flux/health', [
  {
    id: 'flux-health-expr',
    at: `${file}:spec.healthCheckExprs`,
    fires: kustomization('nats-jetstream', ['healthCheckExprs'], undefined),
  },
  {
    id: 'flux-health-expr',
    at: `${file}:spec.healthCheckExprs`,
    fires: kustomization(
      'nats-jetstream',
      ['healthCheckExprs', 1, 'kind'],
      'KeyValue',
    ),
  },
  {
    id: 'flux-wait-healthchecks',
    at: `${file}:spec.healthChecks`,
    fires: kustomization(
      'nats',
      ['healthChecks'],
      [{ kind: 'StatefulSet', name: 'nats' }],
    ),
  },
]);

it.each<Quiet>([
  [
    'flux-health-expr',
    'an expression for the whole group',
    kustomization(
      'nats-jetstream',
      ['healthCheckExprs'],
      [{ apiVersion: 'jetstream.nats.io/v1beta2', current: 'true' }],
    ),
  ],
  [
    'flux-wait-healthchecks',
    'a list without wait',
    kustomization('nats', ['wait'], undefined),
    kustomization(
      'nats',
      ['healthChecks'],
      [{ kind: 'StatefulSet', name: 'nats' }],
    ),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
