import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createFluxSources } from './createFluxSources';

const defaults = readFileSync(
  resolve(__dirname, '../../../../templates/defaults.yaml'),
  'utf8',
);

describe('createFluxSources', () => {
  const folder = createMockDirectory();
  const urlReader = mockServices.urlReader.mock();

  function sources(nats: { defaults: string; skeleton: string }) {
    return createFluxSources({
      config: mockServices.rootConfig({ data: { nats } }),
      urlReader,
    });
  }

  const local = () =>
    sources({
      defaults: folder.resolve('defaults.yaml'),
      skeleton: folder.resolve('skeleton'),
    });

  const remote = () =>
    sources({
      defaults: 'https://git.example/org/platform/blob/main/defaults.yaml',
      skeleton: 'https://git.example/org/platform/tree/main/skeleton',
    });

  beforeEach(() => {
    jest.resetAllMocks();
    folder.setContent({
      'defaults.yaml': defaults,
      skeleton: {
        'a.yaml': 'a: 1\n',
        scripts: { 'run.sh': '#!/bin/sh\n' },
        '.git': { HEAD: 'x' },
        '.github': { workflows: { 'w.yaml': 'w: 1\n' } },
      },
    });
  });

  it('reads paths', async () => {
    const { platform } = await local().readDefaults();
    expect(platform.servers).toBe(3);
    expect([...(await local().readSkeleton())]).toEqual([
      ['.github/workflows/w.yaml', { content: 'w: 1\n' }],
      ['a.yaml', { content: 'a: 1\n' }],
      ['scripts/run.sh', { content: '#!/bin/sh\n', executable: true }],
    ]);
  });

  it('reads URLs', async () => {
    urlReader.readUrl.mockResolvedValue({
      buffer: async () => Buffer.from(defaults),
    });
    urlReader.readTree.mockResolvedValue({
      etag: 'x',
      files: async () => [
        { path: 'b/c.yaml', content: async () => Buffer.from('c: 1\n') },
      ],
      archive: jest.fn(),
      dir: jest.fn(),
    });
    expect((await remote().readDefaults()).platform.servers).toBe(3);
    expect([...(await remote().readSkeleton()).keys()]).toEqual(['b/c.yaml']);
  });

  it('asks a git host only whether something has changed, and nothing for each key', async () => {
    const tree = {
      etag: 'x',
      files: async () => [
        { path: 'a.yaml', content: async () => Buffer.from('a: 1\n') },
      ],
      archive: jest.fn(),
      dir: jest.fn(),
    };
    urlReader.readTree.mockImplementation(async (_url, options) => {
      if (options?.etag === 'x') {
        throw new NotModifiedError();
      }
      return tree;
    });
    const reader = remote();
    const first = await reader.readSkeleton();
    expect(await reader.readSkeleton()).toBe(first);
    expect(urlReader.readTree).toHaveBeenCalledTimes(2);
    expect(await reader.readSkeleton({ mayBeStale: true })).toBe(first);
    expect(urlReader.readTree).toHaveBeenCalledTimes(2);
  });

  it('reads again at each use', async () => {
    const reader = local();
    await reader.readDefaults();
    folder.addContent({
      'defaults.yaml': defaults.replace('servers: 3', 'servers: 5'),
    });
    expect((await reader.readDefaults()).platform.servers).toBe(5);
  });

  it('names the file, the line and the column of a mistake', async () => {
    folder.addContent({ 'defaults.yaml': 'platform: 3\n' });
    await expect(local().readDefaults()).rejects.toThrow(
      /defaults\.yaml:1:11: platform: must be a object|defaults\.yaml:1:11/,
    );
  });

  it('names the key of the configuration and the place of what is missing', async () => {
    folder.clear();
    await expect(local().readDefaults()).rejects.toThrow(
      `nats.defaults names ${folder.resolve(
        'defaults.yaml',
      )}, which does not exist`,
    );
    await expect(local().readSkeleton()).rejects.toThrow(NotFoundError);
    await expect(
      createFluxSources({
        config: mockServices.rootConfig({ data: {} }),
        urlReader,
      }).readSkeleton(),
    ).rejects.toThrow('nats.skeleton');
  });

  it('says which location failed, and keeps the kind of error', async () => {
    urlReader.readUrl.mockRejectedValue(new NotFoundError('404'));
    const failure = remote().readDefaults();
    await expect(failure).rejects.toThrow(
      /nats.defaults cannot be read from https:\/\/git.example.*404/,
    );
    await expect(failure).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it.each(['AuthenticationError', 'NotAllowedError', 'Error'])(
    'says that it is the git host that refuses, not the portal: %s',
    async name => {
      urlReader.readUrl.mockRejectedValue(
        Object.assign(new Error('403 Forbidden'), { name }),
      );
      await expect(remote().readDefaults()).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(/nats\.defaults.*403/),
      });
    },
  );

  it('refuses what is no text', async () => {
    folder.addContent({ 'skeleton/logo.png': Buffer.from([0x89, 0xff, 0xfe]) });
    await expect(local().readSkeleton()).rejects.toThrow(
      /logo\.png is no text in UTF-8/,
    );
  });
});
