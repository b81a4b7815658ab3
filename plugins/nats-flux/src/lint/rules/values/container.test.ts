import { describePairs } from '../../__testUtils__/describePairs';
import { placesOf, Quiet, value } from '../../__testUtils__/change';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
const goMemLimit = (to: string) =>
  value(['container', 'env', 'GOMEMLIMIT'], to);

describePairs('values/container', [
  {
    id: 'values-gomemlimit-unit',
    at: at('container.env.GOMEMLIMIT'),
    fires: goMemLimit('409Mi'),
  },
  {
    id: 'values-gomemlimit-unit',
    at: at('container.env.GOMEMLIMIT'),
    fires: goMemLimit('80%'),
  },
  {
    id: 'values-gomemlimit-ratio',
    at: at('container.env.GOMEMLIMIT'),
    fires: goMemLimit('500MiB'),
  },
  {
    id: 'values-gomemlimit-ratio',
    at: at('container.env.GOMEMLIMIT'),
    fires: goMemLimit('100MiB'),
  },
  {
    id: 'values-image-tag',
    at: at('container.image.tag'),
    fires: value(['container', 'image', 'tag'], '2.12.5-alpine'),
  },
  {
    id: 'values-env-not-string',
    at: at('container.env.GOMAXPROCS'),
    fires: value(['container', 'env', 'GOMAXPROCS'], 2),
  },
  {
    id: 'values-env-as-list',
    at: at('container.merge.env'),
    fires: value(['container', 'merge', 'env'], []),
  },
  {
    id: 'values-resources-missing',
    at: at('container.merge.resources'),
    fires: value(
      ['container', 'merge', 'resources', 'limits', 'cpu'],
      undefined,
    ),
  },
  {
    id: 'values-resources-missing',
    at: at('container'),
    fires: value(['container', 'merge', 'resources'], undefined),
  },
]);

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

it('values-image-tag is quiet about a digest, which overrules the tag', async () => {
  expect(
    await placesOf(
      'values-image-tag',
      value(['container', 'image', 'tag'], '2.12.5-alpine'),
      value(['container', 'image', 'digest'], `sha256:${'0'.repeat(64)}`),
    ),
  ).toEqual([]);
});
