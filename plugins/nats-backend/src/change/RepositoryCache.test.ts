import { Entity } from '@backstage/catalog-model';
import {
  BrokerRepository,
  RepositoryPlace,
} from '@nats-portal/plugin-nats-flux';
import { RepositoryCache } from './RepositoryCache';

const onHost: RepositoryPlace = {
  type: 'github',
  repoUrl: 'github.com?owner=a&repo=b',
  branch: 'main',
  url: 'https://github.com/a/b',
};
const onDisk: RepositoryPlace = {
  type: 'disk',
  repository: 'local-nats',
  folder: '/repositories/local-nats',
};

function entity(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      annotations: {
        'backstage.io/source-location': `url:https://github.com/a/${name}`,
      },
    },
  };
}

function cacheOf(place: RepositoryPlace) {
  const read = jest.fn(
    async (): Promise<BrokerRepository> => ({ place, files: new Map() }),
  );
  return { cache: new RepositoryCache({ find: () => place, read }), read };
}

describe('RepositoryCache', () => {
  it('asks a git host once in a while, also for requests at once', async () => {
    const { cache, read } = cacheOf(onHost);
    await Promise.all([cache.read(entity('a'), 0), cache.read(entity('a'), 1)]);
    await cache.read(entity('a'), 29_999);
    expect(read).toHaveBeenCalledTimes(1);
    await cache.read(entity('a'), 30_001);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('takes no repository for another', async () => {
    const { cache, read } = cacheOf(onHost);
    await cache.read(entity('a'), 0);
    await cache.read(entity('b'), 0);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('reads the disk each time', async () => {
    const { cache, read } = cacheOf(onDisk);
    await cache.read(entity('a'), 0);
    await cache.read(entity('a'), 1);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('keeps no failure', async () => {
    const { cache, read } = cacheOf(onHost);
    read.mockRejectedValueOnce(new Error('down'));
    await expect(cache.read(entity('a'), 0)).rejects.toThrow('down');
    await expect(cache.read(entity('a'), 1)).resolves.toBeDefined();
  });

  it('keeps a few, so that its memory has an end', async () => {
    const { cache, read } = cacheOf(onHost);
    const names = Array.from({ length: 21 }, (_, i) => `r${i}`);
    for (const name of names) {
      await cache.read(entity(name), 0);
    }
    await cache.read(entity('r20'), 1);
    expect(read).toHaveBeenCalledTimes(21);
    await cache.read(entity('r0'), 1);
    expect(read).toHaveBeenCalledTimes(22);
  });
});
