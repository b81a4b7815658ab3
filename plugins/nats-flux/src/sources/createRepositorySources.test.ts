import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { symlinkSync } from 'node:fs';
import { createRepositorySources } from './createRepositorySources';

const disk = createMockDirectory();

function entityFrom(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'local-nats', namespace: 'default', annotations },
  };
}

const managedBy = (location: string) =>
  entityFrom({ 'backstage.io/managed-by-location': location });
const sourceAt = (url: string) =>
  entityFrom({ 'backstage.io/source-location': `url:${url}` });

function sources(files: Record<string, string> = {}) {
  const urlReader = mockServices.urlReader.mock({
    readTree: jest.fn(async () => ({
      files: async () =>
        Object.entries(files).map(([path, text]) => ({
          path,
          content: async () => Buffer.from(text, 'latin1'),
        })),
      archive: jest.fn(),
      dir: jest.fn(),
      etag: '',
    })),
  });
  const config = mockServices.rootConfig({
    data: {
      nats: { repositories: { directory: disk.path } },
      integrations: {
        github: [{ host: 'github.com' }],
        gitlab: [
          {
            host: 'gitlab.example.org',
            apiBaseUrl: 'https://gitlab.example.org/api/v4',
          },
        ],
        gitea: [{ host: 'gitea.example.org' }],
        bitbucketServer: [
          {
            host: 'bitbucket.example.org',
            apiBaseUrl: 'https://bitbucket.example.org/rest/api/1.0',
          },
        ],
      },
    },
  });
  return { urlReader, ...createRepositorySources({ config, urlReader }) };
}

describe('createRepositorySources', () => {
  beforeEach(() =>
    disk.setContent({
      'local-nats': {
        'catalog-info.yaml': 'kind: Resource\n',
        'nats/release.yaml': 'kind: HelmRelease\n',
        'docs/picture.png': Buffer.from([0x89, 0x50, 0xff]),
        '.git/HEAD': 'ref: refs/heads/main\n',
      },
      'fleet/clusters/local/orders/catalog-info.yaml': 'kind: Resource\n',
      'fleet/clusters/local/other.yaml': 'kind: Namespace\n',
      'catalog-info.yaml': 'kind: Resource\n',
    }),
  );

  it('reads a repository on disk, without what is of git and what is no text', async () => {
    const { place, files } = await sources().read(
      managedBy(`file:${disk.resolve('local-nats/catalog-info.yaml')}`),
    );
    expect(place).toEqual({
      type: 'disk',
      repository: 'local-nats',
      folder: disk.resolve('local-nats'),
    });
    expect([...files]).toEqual([
      ['catalog-info.yaml', { content: 'kind: Resource\n' }],
      ['docs/picture.png', { content: '' }],
      ['nats/release.yaml', { content: 'kind: HelmRelease\n' }],
    ]);
  });

  it("reads the broker's folder of a fleet repository, by its paths from the root", async () => {
    const path = 'fleet/clusters/local/orders/catalog-info.yaml';
    const { place, files } = await sources().read(
      managedBy(`file:${disk.resolve(path)}`),
    );
    expect(place).toMatchObject({ type: 'disk', repository: 'fleet' });
    expect([...files.keys()]).toEqual([
      'clusters/local/orders/catalog-info.yaml',
    ]);
  });

  it('follows no link out of a repository', async () => {
    symlinkSync('/etc/hostname', disk.resolve('local-nats/host.yaml'));
    symlinkSync('/etc', disk.resolve('local-nats/etc'));
    symlinkSync('/etc', disk.resolve('linked'));
    const { files } = await sources().read(
      managedBy(`file:${disk.resolve('local-nats/catalog-info.yaml')}`),
    );
    expect([...files.keys()].filter(path => /etc|host/.test(path))).toEqual([]);
    expect(() =>
      sources().find(managedBy(`file:${disk.resolve('linked/passwd')}`)),
    ).toThrow('in no repository of nats.repositories.directory');
  });

  it.each([
    [
      'https://github.com/acme/local-nats/tree/main/',
      'github',
      'github.com?owner=acme&repo=local-nats',
      'nats/release.yaml',
    ],
    [
      'https://github.com/acme/fleet/tree/main/clusters/local/orders/',
      'github',
      'github.com?owner=acme&repo=fleet',
      'clusters/local/orders/nats/release.yaml',
    ],
    [
      'https://gitlab.example.org/group/sub/fleet/-/tree/main/clusters/a/b/',
      'gitlab',
      'gitlab.example.org?owner=group%2Fsub&repo=fleet',
      'clusters/a/b/nats/release.yaml',
    ],
    [
      'https://gitea.example.org/acme/local-nats/src/branch/main/',
      'gitea',
      'gitea.example.org?owner=acme&repo=local-nats',
      'nats/release.yaml',
    ],
  ])('reads %s', async (url, type, repoUrl, path) => {
    const { read, urlReader } = sources({ 'nats/release.yaml': 'a: 1\n' });
    const { place, files } = await read(sourceAt(url));
    expect(place).toMatchObject({ type, repoUrl, branch: 'main' });
    expect([...files]).toEqual([[path, { content: 'a: 1\n' }]]);
    expect(urlReader.readTree).toHaveBeenCalledWith(url);
  });

  it('reads the folder of a descriptor that names no source', async () => {
    const { read, urlReader } = sources();
    await read(
      managedBy('url:https://github.com/a/b/blob/main/x/catalog-info.yaml'),
    );
    expect(urlReader.readTree).toHaveBeenCalledWith(
      'https://github.com/a/b/tree/main/x/',
    );
  });

  it.each([
    ['a file elsewhere', managedBy('file:/etc/passwd'), /in no repository/],
    [
      'a file above',
      managedBy(`file:${disk.resolve('local-nats/../../x.yaml')}`),
      /in no repository/,
    ],
    [
      'a file beside the repositories',
      managedBy(`file:${disk.resolve('catalog-info.yaml')}`),
      /in no repository/,
    ],
    [
      'a host without a pull request',
      sourceAt('https://bitbucket.example.org/projects/a/repos/b/browse'),
      /github, gitlab, gitea/,
    ],
    [
      'a host without integration',
      sourceAt('https://git.example.org/a/b/tree/main/'),
      /github, gitlab, gitea/,
    ],
    ['another location', managedBy('bootstrap:x'), /type bootstrap/],
    ['no location', entityFrom({}), /does not say which repository/],
  ])('refuses %s', (_what, entity, message) => {
    expect(() => sources().find(entity)).toThrow(message);
  });

  it('says which repository is gone, or cannot be read', async () => {
    const gone = managedBy(`file:${disk.resolve('gone/catalog-info.yaml')}`);
    await expect(sources().read(gone)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining(disk.resolve('gone')),
    });
    const { read, urlReader } = sources();
    urlReader.readTree.mockRejectedValueOnce(new Error('timed out'));
    await expect(
      read(sourceAt('https://github.com/a/b/tree/main/')),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        /resource:default\/local-nats.*cannot be read.*timed out/,
      ),
    });
  });
});
