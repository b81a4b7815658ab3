import { placesOf, Quiet, set } from '../../__testUtils__/change';
import { describePairs } from '../../__testUtils__/describePairs';

const suspended = (file: string, object: string) => ({
  id: 'flux-suspend',
  at: `${file}:spec.suspend`,
  fires: set(file, object, ['spec', 'suspend'], true),
});

describePairs('flux/suspension', [
  suspended('clusters/local/nats.yaml', 'Kustomization/nats-jetstream'),
  suspended('nats/release.yaml', 'HelmRelease'),
  suspended('nats/repository.yaml', 'HelmRepository'),
]);

it.each<Quiet>([
  [
    'flux-suspend',
    'one that was resumed',
    set('nats/release.yaml', 'HelmRelease', ['spec', 'suspend'], false),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
