import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { createRegisterRepositoryAction } from './registerRepository';
import { examples } from './registerRepository.examples';

const broker: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'local-nats', namespace: 'default' },
  spec: { type: 'nats-broker', owner: 'team-a' },
};

describe('nats:repository:register', () => {
  const disk = createMockDirectory({
    content: { 'local-nats/catalog-info.yaml': 'kind: Resource\n' },
  });
  const target = disk.resolve('local-nats/catalog-info.yaml');
  const location = {
    id: '1',
    type: 'file',
    target,
    entityRef: 'location:default/generated-1',
  };

  function setUp(entities: Entity[] = [broker]) {
    const catalog = catalogServiceMock.mock({
      getLocationByRef: async () => undefined,
      addLocation: async () => ({
        location,
        entities: [],
      }),
      getEntitiesByRefs: async ({ entityRefs }) => ({
        items: entityRefs.map(ref =>
          entities.find(e => ref.endsWith(`/${e.metadata.name}`)),
        ),
      }),
    });
    return {
      catalog,
      action: createRegisterRepositoryAction({
        catalog,
        directory: disk.path,
      }),
    };
  }

  it.each(examples)('runs its example: $description', async ({ example }) => {
    const { action, catalog } = setUp();
    const [step] = parse(example).steps;
    await action.handler(createMockActionContext({ input: step.input }));
    expect(catalog.addLocation).toHaveBeenCalledWith(
      { type: 'file', target },
      expect.anything(),
    );
  });

  it('registers once: a location that is known is left alone', async () => {
    const { action, catalog } = setUp();
    catalog.getLocationByRef.mockResolvedValue(location);
    await action.handler(
      createMockActionContext({ input: { repository: 'local-nats' } }),
    );
    expect(catalog.addLocation).not.toHaveBeenCalled();
  });

  it('stops waiting when the task is cancelled', async () => {
    const { action } = setUp([]);
    const controller = new AbortController();
    const waiting = action.handler({
      ...createMockActionContext({
        input: {
          repository: 'local-nats',
          entityRefs: ['resource:default/local-nats'],
        },
      }),
      signal: controller.signal,
    });
    controller.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
  });

  it('refuses a repository that is not there, and one outside of the directory', async () => {
    const { action } = setUp();
    const run = (repository: string) =>
      action.handler(createMockActionContext({ input: { repository } }));
    await expect(run('other')).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(run('../..')).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
  });

  it('registers nothing in a dry run', async () => {
    const { action, catalog } = setUp();
    await action.handler({
      ...createMockActionContext({ input: { repository: 'not-yet-there' } }),
      isDryRun: true,
    });
    expect(catalog.addLocation).not.toHaveBeenCalled();
  });
});
