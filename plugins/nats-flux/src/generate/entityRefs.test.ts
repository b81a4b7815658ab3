import { stringifyEntityRef } from '@backstage/catalog-model';
import { generated, objectsIn } from '../__testUtils__/generated';
import { request } from '../__testUtils__/requests';
import { theDefaults } from '../__testUtils__/theRepository';
import { resolveSettings } from '../settings/resolveSettings';
import { entityRefs } from './entityRefs';

describe('entityRefs', () => {
  it('names what catalog-info.yaml holds, the broker first', async () => {
    const { settings } = resolveSettings(request(), theDefaults());
    const entities = objectsIn(await generated(), 'catalog-info.yaml');
    expect(entityRefs(settings)).toEqual([
      'resource:default/local-nats',
      'component:default/local-nats-echo-workers',
    ]);
    expect(entityRefs(settings)).toEqual(
      entities.map(entity => stringifyEntityRef(entity)),
    );
  });
});
