import { component } from '../__testUtils__/statuses';
import { entitySource } from './entitySource';

const SOURCE = 'backstage.io/source-location';
const MANAGED = 'backstage.io/managed-by-location';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const ID = 'backstage.io/kubernetes-id';

describe('entitySource', () => {
  it.each([
    [{}, {}],
    [
      {
        [SOURCE]: 'url:https://git.example.com/a/b/',
        [MANAGED]: 'url:https://git.example.com/a/b/catalog-info.yaml',
      },
      { href: 'https://git.example.com/a/b/' },
    ],
    [
      { [MANAGED]: 'url:https://git.example.com/a/b/catalog-info.yaml' },
      { href: 'https://git.example.com/a/b/catalog-info.yaml' },
    ],
    [{ [MANAGED]: 'file:/srv/catalog-info.yaml' }, {}],
    [{ [NAMESPACE]: 'team-a' }, { namespace: 'team-a' }],
    [{ [ID]: 'Local.nats_1' }, { selector: `${ID}=Local.nats_1` }],
    [{ 'nats.io/scaling': 'JOBS/a maxReplicaCount=5' }, { isScaled: true }],
  ])('of %j is %j', (annotations, source) => {
    expect(entitySource(component(annotations))).toEqual(source);
  });

  it.each([
    'url:javascript:alert(1)',
    'https://git.example.com',
    'nonsense',
    '',
  ])('is no link for %j', location => {
    expect(entitySource(component({ [SOURCE]: location }))).toEqual({});
  });

  it.each(['a; rm -rf /', 'A', '-a', 'x'.repeat(64)])(
    'puts nothing into a command that is no namespace: %j',
    namespace => {
      expect(entitySource(component({ [NAMESPACE]: namespace }))).toEqual({});
    },
  );

  it.each(['a; rm -rf /', 'a,b', '-a', 'x'.repeat(64)])(
    'puts nothing into a command that is no label: %j',
    id => {
      expect(entitySource(component({ [ID]: id }))).toEqual({});
    },
  );
});
