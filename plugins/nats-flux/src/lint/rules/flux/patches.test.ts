import { describePairs } from '../../__testUtils__/describePairs';
import { Change, placesOf, Quiet, set } from '../../__testUtils__/change';

const list = 'nats/kustomization.yaml';
const flux = 'clusters/local/nats.yaml';
const replicas = '- op: replace\n  path: /spec/values\n  value: {}\n';
const patches = (...to: object[]) =>
  set(list, 'Kustomization', ['patches'], to as never);
const part = (kind: string) =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: ${kind}\nmetadata: { name: nats }\nspec: { interval: 2h }\n`;
const file = (kind: string): Change[] => [
  patches({ path: 'part.yaml' }),
  files => files.set('nats/part.yaml', { content: part(kind) }),
];

describePairs('flux/patches', [
  {
    id: 'flux-patch',
    at: `${list}:patches[0]`,
    fires: patches({ target: { kind: 'HelmRelease' }, patch: replicas }),
    quiet: patches({ target: { kind: 'Namespace' }, patch: replicas }),
  },
  {
    id: 'flux-patch',
    at: `${list}:patches[0]`,
    fires: patches({ patch: part('HelmRelease') }),
    quiet: patches({ patch: part('Namespace') }),
  },
  {
    id: 'flux-patch',
    at: `${flux}:spec.patches[0]`,
    fires: set(
      flux,
      'Kustomization/nats',
      ['spec', 'patches'],
      [{ target: { kind: 'HelmRelease' }, patch: replicas }],
    ),
  },
]);

it('flux-patch is said of a file once, where the file is', async () => {
  expect(await placesOf('flux-patch', ...file('HelmRelease'))).toEqual([
    'nats/part.yaml:spec',
  ]);
});

it.each<Quiet>([
  ['flux-patch', 'a kind of which no rule knows more', ...file('Service')],
  [
    'flux-patch',
    'a kind of which there is nothing',
    files => files.delete('workers/echo-workers.yaml'),
    patches({ target: { kind: 'ScaledObject' }, patch: replicas }),
  ],
  ['flux-patch', 'what is no YAML', patches({ patch: '{a: [' })],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
