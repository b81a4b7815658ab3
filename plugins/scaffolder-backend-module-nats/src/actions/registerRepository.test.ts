import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { createRegisterRepositoryAction } from './registerRepository';
import { runAction } from '../__testUtils__/runAction';
import { examples } from './registerRepository.examples';

const broker: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'local-nats', namespace: 'default' },
  spec: { type: 'nats-broker', owner: 'team-a' },
};

const worker: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'echo-workers', namespace: 'team-a' },
  spec: { type: 'service', owner: 'team-a', lifecycle: 'production' },
};

describe('nats:repository:register', () => {
  const disk = createMockDirectory({
    content: { 'local-nats/catalog-info.yaml': 'kind: Resource\n' },
  });
  const target = disk.resolve('local-nats/catalog-info.yaml');
  const catalogInfoUrl = pathToFileURL(target).href;
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
    const url = step.input.catalogInfoUrl.replace(
      'file:///srv/repositories',
      pathToFileURL(disk.path).href,
    );
    await action.handler(
      createMockActionContext({
        input: { ...step.input, catalogInfoUrl: url },
      }),
    );
    expect(catalog.addLocation).toHaveBeenCalledWith(
      url === catalogInfoUrl
        ? { type: 'file', target }
        : { type: 'url', target: url },
      expect.anything(),
    );
  });

  it('waits for nothing while a pull request is open', async () => {
    const { action, catalog } = setUp([]);
    await action.handler(
      createMockActionContext({
        input: { catalogInfoUrl, pending: true, entityRefs: ['resource:a/b'] },
      }),
    );
    expect(catalog.getEntitiesByRefs).not.toHaveBeenCalled();
  });

  it('leads to every entity that is there', async () => {
    const { action } = setUp([broker, worker]);
    const entityRefs = [broker, worker].map(each => stringifyEntityRef(each));
    const { entityLinks } = await runAction(
      action,
      { catalogInfoUrl, entityRefs },
      {},
    );
    expect(entityLinks).toBe(
      'In the catalog: [local-nats](/catalog/default/resource/local-nats), [echo-workers](/catalog/team-a/component/echo-workers).',
    );
  });

  it.each([
    ['a pull request is open', { pending: true }, {}],
    ['nothing is registered', {}, { isDryRun: true }],
    ['no entity is asked for', { entityRefs: [] }, {}],
  ])('leads nowhere while %s', async (_, input, context) => {
    const { action } = setUp();
    const { entityLinks } = await runAction(
      action,
      { catalogInfoUrl, entityRefs: ['resource:default/local-nats'], ...input },
      context,
    );
    expect(entityLinks).toBe('');
  });

  it('registers once: a location that is known is left alone', async () => {
    const { action, catalog } = setUp();
    catalog.getLocationByRef.mockResolvedValue(location);
    await action.handler(
      createMockActionContext({ input: { catalogInfoUrl } }),
    );
    expect(catalog.addLocation).not.toHaveBeenCalled();
  });

  it('stops waiting when the task is cancelled', async () => {
    const { action } = setUp([]);
    const controller = new AbortController();
    const waiting = action.handler({
      ...createMockActionContext({
        input: {
          catalogInfoUrl,
          entityRefs: ['resource:default/local-nats'],
        },
      }),
      signal: controller.signal,
    });
    controller.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
  });

  it('refuses a file that is not there, one outside of the directory, and no address', async () => {
    const { action } = setUp();
    const run = (url: string) =>
      action.handler(
        createMockActionContext({ input: { catalogInfoUrl: url } }),
      );
    const file = (path: string) => pathToFileURL(disk.resolve(path)).href;
    await expect(run(file('other/a.yaml'))).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await expect(run(file('../a.yaml'))).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
    await expect(run('local-nats')).rejects.toMatchObject({
      name: 'InputError',
    });
  });

  it('registers nothing in a dry run', async () => {
    const { action, catalog } = setUp();
    await action.handler({
      ...createMockActionContext({
        input: {
          catalogInfoUrl: pathToFileURL(disk.resolve('not-yet-there')).href,
        },
      }),
      isDryRun: true,
    });
    expect(catalog.addLocation).not.toHaveBeenCalled();
  });
});
