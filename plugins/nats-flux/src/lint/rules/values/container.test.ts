import { placesOf, Quiet, Firing, value } from '../../__testUtils__/change';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
const goMemLimit = (to: string) =>
  value(['container', 'env', 'GOMEMLIMIT'], to);

it.each<Firing>([
  [
    'values-gomemlimit-unit',
    at('container.env.GOMEMLIMIT'),
    goMemLimit('409Mi'),
  ],
  ['values-gomemlimit-unit', at('container.env.GOMEMLIMIT'), goMemLimit('80%')],
  [
    'values-gomemlimit-ratio',
    at('container.env.GOMEMLIMIT'),
    goMemLimit('500MiB'),
  ],
  [
    'values-gomemlimit-ratio',
    at('container.env.GOMEMLIMIT'),
    goMemLimit('100MiB'),
  ],
  [
    'values-env-not-string',
    at('container.env.GOMAXPROCS'),
    value(['container', 'env', 'GOMAXPROCS'], 2),
  ],
  [
    'values-env-as-list',
    at('container.merge.env'),
    value(['container', 'merge', 'env'], []),
  ],
  [
    'values-resources-missing',
    at('container.merge.resources'),
    value(['container', 'merge', 'resources', 'limits', 'cpu'], undefined),
  ],
  [
    'values-resources-missing',
    at('container'),
    value(['container', 'merge', 'resources'], undefined),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

it.each<Quiet>([
  ['values-gomemlimit-unit', 'bytes', goMemLimit('428867584')],
  [
    'values-env-not-string',
    'a reference to a Secret',
    value(['container', 'env', 'TOKEN'], {
      valueFrom: { secretKeyRef: { name: 'a', key: 'b' } },
    }),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
