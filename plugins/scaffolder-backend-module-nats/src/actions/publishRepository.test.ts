import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import * as fs from 'node:fs';
import git from 'isomorphic-git';
import { parse } from 'yaml';
import { createPublishRepositoryAction } from './publishRepository';
import { examples } from './publishRepository.examples';

describe('nats:repository:publish', () => {
  const workspace = createMockDirectory();
  const disk = createMockDirectory();
  const urlReader = mockServices.urlReader.mock();
  const publishers = {
    github: { createRepository: jest.fn(), openPullRequest: jest.fn() },
    gitlab: { createRepository: jest.fn(), openPullRequest: jest.fn() },
    gitea: { createRepository: jest.fn() },
  };
  const services = {
    integrations: ScmIntegrations.fromConfig(
      mockServices.rootConfig({
        data: {
          integrations: {
            gitea: [{ host: 'gitea.test' }],
            azure: [{ host: 'azure.test' }],
          },
        },
      }),
    ),
    publishers,
    urlReader,
  };
  const action = createPublishRepositoryAction({
    directory: disk.path,
    services,
  });

  function remoteHolds(files: Record<string, string>) {
    urlReader.readTree.mockResolvedValue({
      etag: 'x',
      files: async () =>
        Object.entries(files).map(([path, text]) => ({
          path,
          content: async () => Buffer.from(text),
        })),
      archive: jest.fn(),
      dir: jest.fn(),
    });
  }

  beforeEach(() => {
    workspace.setContent({
      'catalog-info.yaml': 'kind: Component\n',
      'scripts/validate.sh': '#!/bin/sh\n',
      'brokers/jobs/README.md': '# Jobs\n',
    });
    fs.chmodSync(workspace.resolve('scripts/validate.sh'), 0o755);
    disk.clear();
    jest.resetAllMocks();
    publishers.github.createRepository.mockResolvedValue('https://new');
    publishers.gitlab.openPullRequest.mockResolvedValue('https://pull/7');
    remoteHolds({});
  });

  function context(
    input: Parameters<typeof action.handler>[0]['input'],
    rest: { isDryRun?: boolean } = {},
  ) {
    return {
      ...createMockActionContext({ input, workspacePath: workspace.path }),
      ...rest,
    };
  }

  it.each(examples)('runs its example: $description', async ({ example }) => {
    const [step] = parse(example).steps;
    const ctx = context(step.input);
    await action.handler(ctx);
    expect(ctx.output).toHaveBeenCalledWith('created', true);
  });

  it('makes one commit on main with all files and their modes', async () => {
    await action.handler(context({ repository: 'local-nats', message: 'Hi' }));
    const dir = disk.resolve('local-nats');
    const log = await git.log({ fs, dir, ref: 'main' });
    expect(log).toMatchObject([
      { commit: { message: 'Hi\n', author: { name: 'Scaffolder' } } },
    ]);
    expect((await git.listFiles({ fs, dir })).sort()).toEqual([
      'brokers/jobs/README.md',
      'catalog-info.yaml',
      'scripts/validate.sh',
    ]);
    expect(fs.statSync(`${dir}/scripts/validate.sh`).mode & 0o111).not.toBe(0);
    const unclean = (await git.statusMatrix({ fs, dir })).filter(
      ([, head, folder, stage]) => head !== 1 || folder !== 1 || stage !== 1,
    );
    expect(unclean).toEqual([]);
  });

  it('changes nothing when the same is published again', async () => {
    await action.handler(context({ repository: 'local-nats' }));
    const ctx = context({ repository: 'local-nats' });
    await action.handler(ctx);
    expect(ctx.output).toHaveBeenCalledWith('created', false);
    const log = await git.log({ fs, dir: disk.resolve('local-nats') });
    expect(log).toHaveLength(1);
    expect(fs.readdirSync(disk.path)).toEqual(['local-nats']);
  });

  it('refuses to touch a repository that holds something else, and leaves no draft', async () => {
    await action.handler(context({ repository: 'local-nats' }));
    workspace.addContent({ 'catalog-info.yaml': 'kind: Resource\n' });
    await expect(
      action.handler(context({ repository: 'local-nats' })),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('exists already with other content'),
    });
    expect(fs.readdirSync(disk.path)).toEqual(['local-nats']);
  });

  it('refuses a folder that is no repository', async () => {
    disk.setContent({ 'local-nats/README.md': 'Somebody else' });
    await expect(
      action.handler(context({ repository: 'local-nats' })),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    expect(fs.readdirSync(disk.path)).toEqual(['local-nats']);
  });

  it('lets two tasks publish the same at once', async () => {
    const both = [
      context({ repository: 'local-nats' }),
      context({ repository: 'local-nats' }),
    ];
    await Promise.all(both.map(ctx => action.handler(ctx)));
    expect(fs.readdirSync(disk.path)).toEqual(['local-nats']);
  });

  it.each(['../escape', 'a/b', '', '.git', 'x'.repeat(101), 'with space'])(
    'refuses the name "%s" before anything is written',
    async repository => {
      await expect(
        action.handler(context({ repository })),
      ).rejects.toMatchObject({ name: 'InputError' });
      expect(fs.readdirSync(disk.path)).toEqual([]);
    },
  );

  describe('into a repository on disk that holds other files', () => {
    const wanted = {
      'clusters/local/nats/catalog-info.yaml': 'kind: Resource\n',
      'clusters/local/nats/scripts/validate.sh': '#!/bin/sh\n',
    };
    const input = {
      repository: 'fleet',
      into: 'existing' as const,
      message: 'Add nats',
      catalogInfoPath: 'clusters/local/nats/catalog-info.yaml',
    };
    const dir = () => disk.resolve('fleet');
    const messages = async () =>
      (await git.log({ fs, dir: dir() })).map(({ commit }) =>
        commit.message.trim(),
      );
    const unclean = async () =>
      (await git.statusMatrix({ fs, dir: dir() })).filter(
        ([, head, folder, stage]) => head !== 1 || folder !== 1 || stage !== 1,
      );

    beforeEach(async () => {
      workspace.setContent(wanted);
      fs.chmodSync(
        workspace.resolve('clusters/local/nats/scripts/validate.sh'),
        0o755,
      );
      disk.setContent({
        'fleet/README.md': '# Fleet\n',
        'fleet/.gitignore': '*.sh\n',
        'fleet/clusters/local/flux-system/gotk-sync.yaml': 'a: 1\n',
      });
      await git.init({ fs, dir: dir(), defaultBranch: 'main' });
      await git.add({ fs, dir: dir(), filepath: '.' });
      await git.commit({
        fs,
        dir: dir(),
        message: 'Fleet',
        author: { name: 'a', email: 'a@b' },
      });
    });

    it('adds one commit and leaves the others files as they are', async () => {
      const ctx = context(input);
      await action.handler(ctx);
      expect(await messages()).toEqual(['Add nats', 'Fleet']);
      expect(
        (await git.listFiles({ fs, dir: dir(), ref: 'main' })).sort(),
      ).toEqual([
        '.gitignore',
        'README.md',
        'clusters/local/flux-system/gotk-sync.yaml',
        ...Object.keys(wanted),
      ]);
      expect(await unclean()).toEqual([]);
      expect(
        fs.statSync(
          disk.resolve('fleet/clusters/local/nats/scripts/validate.sh'),
        ).mode & 0o111,
      ).not.toBe(0);
      expect(ctx.output).toHaveBeenCalledWith('pending', false);
      expect(ctx.output).toHaveBeenCalledWith(
        'catalogInfoUrl',
        expect.stringMatching(
          /^file:.*fleet\/clusters\/local\/nats\/catalog-info.yaml$/,
        ),
      );
    });

    it('makes it where it is missing', async () => {
      await action.handler(context({ ...input, repository: 'new' }));
      expect(
        await git.listFiles({ fs, dir: disk.resolve('new'), ref: 'main' }),
      ).toEqual(Object.keys(wanted));
    });

    it('commits nothing the second time', async () => {
      await action.handler(context(input));
      const ctx = context(input);
      await action.handler(ctx);
      expect(ctx.output).toHaveBeenCalledWith('created', false);
      expect(await messages()).toEqual(['Add nats', 'Fleet']);
    });

    it('goes on where a task was killed between writing and committing', async () => {
      disk.addContent({
        'fleet/clusters/local/nats/catalog-info.yaml': 'kind: Resource\n',
      });
      await git.add({
        fs,
        dir: dir(),
        filepath: 'clusters/local/nats/catalog-info.yaml',
      });
      await action.handler(context(input));
      expect(await messages()).toEqual(['Add nats', 'Fleet']);
      expect(await unclean()).toEqual([]);
    });

    it('names everything in the way, and writes nothing', async () => {
      disk.addContent({
        'fleet/clusters/local/nats/catalog-info.yaml': 'kind: Component\n',
        'fleet/README.md': '# Changed\n',
      });
      await expect(action.handler(context(input))).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringMatching(
          /- README.md: has changes[\s\S]*- clusters\/local\/nats\/catalog-info.yaml: is there already/,
        ),
      });
      expect(await messages()).toEqual(['Fleet']);
      expect(
        fs.existsSync(disk.resolve('fleet/clusters/local/nats/scripts')),
      ).toBe(false);
    });

    it('lets tasks for two brokers commit at once', async () => {
      const other = createMockDirectory({
        content: { 'clusters/local/orders/nats.yaml': 'b: 1\n' },
      });
      await Promise.all([
        action.handler(context(input)),
        action.handler({
          ...context({ ...input, message: 'Add orders' }),
          workspacePath: other.path,
        }),
      ]);
      expect((await messages()).sort()).toEqual([
        'Add nats',
        'Add orders',
        'Fleet',
      ]);
      expect(await unclean()).toEqual([]);
    });
  });

  describe('on a git host', () => {
    const repoUrl = 'gitlab.com?owner=platform&repo=fleet';
    const existing = { repoUrl, into: 'existing' as const, message: 'Add' };

    beforeEach(() =>
      workspace.setContent({ 'clusters/local/nats/nats.yaml': 'a: 1\n' }),
    );

    it('proposes the files, and says that they wait for a merge', async () => {
      const ctx = context({
        ...existing,
        branch: 'trunk',
        options: { labels: 'x' },
      });
      await action.handler(ctx);
      expect(urlReader.readTree).toHaveBeenCalledWith(
        'https://gitlab.com/platform/fleet/-/tree/trunk',
        expect.anything(),
      );
      expect(publishers.gitlab.openPullRequest).toHaveBeenCalledWith(
        expect.objectContaining({
          repoUrl,
          branch: 'trunk',
          message: 'Add',
          options: { labels: 'x' },
        }),
        expect.objectContaining({ workspacePath: workspace.path }),
      );
      expect(ctx.output).toHaveBeenCalledWith('pending', true);
      expect(ctx.output).toHaveBeenCalledWith('remoteUrl', 'https://pull/7');
      expect(ctx.output).toHaveBeenCalledWith(
        'catalogInfoUrl',
        'https://gitlab.com/platform/fleet/-/blob/trunk/catalog-info.yaml',
      );
    });

    it('proposes nothing that would overwrite something else', async () => {
      remoteHolds({ 'clusters/local/nats/nats.yaml': 'a: 2\n' });
      await expect(action.handler(context(existing))).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('clusters/local/nats/nats.yaml: is'),
      });
      expect(publishers.gitlab.openPullRequest).not.toHaveBeenCalled();
    });

    it('proposes nothing where all of it is there', async () => {
      remoteHolds({ 'clusters/local/nats/nats.yaml': 'a: 1\n' });
      const ctx = context(existing);
      await action.handler(ctx);
      expect(publishers.gitlab.openPullRequest).not.toHaveBeenCalled();
      expect(ctx.output).toHaveBeenCalledWith('created', false);
      expect(ctx.output).toHaveBeenCalledWith('pending', false);
    });

    it('says what to list by hand', async () => {
      remoteHolds({ 'clusters/local/kustomization.yaml': 'resources: []\n' });
      const ctx = context(existing);
      await action.handler(ctx);
      expect(ctx.output).toHaveBeenCalledWith(
        'message',
        expect.stringMatching(/https:\/\/pull\/7.*merged\n\n.*add nats to/),
      );
    });

    it.each([
      ['gitea.test?owner=a&repo=b', /no action for a pull request on gitea/],
      ['azure.test?owner=a&repo=b&organization=c&project=d', /none of github/],
      ['unknown.test?owner=a&repo=b', /unknown.test/],
    ])('refuses a pull request on %s', async (url, message) => {
      await expect(
        action.handler(context({ ...existing, repoUrl: url })),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringMatching(message),
      });
    });

    it('neither reads nor writes in a dry run', async () => {
      await action.handler(context(existing, { isDryRun: true }));
      expect(urlReader.readTree).not.toHaveBeenCalled();
      expect(publishers.gitlab.openPullRequest).not.toHaveBeenCalled();
    });
  });

  it.each([{}, { repository: 'a', repoUrl: 'github.com?owner=a&repo=b' }])(
    'asks where to publish for %j',
    async input => {
      await expect(action.handler(context(input))).rejects.toThrow(
        /either repository.*or repoUrl/,
      );
    },
  );

  it('says what to configure where the portal keeps no repositories', async () => {
    const { handler } = createPublishRepositoryAction({ services });
    await expect(handler(context({ repository: 'a' }))).rejects.toThrow(
      'nats.repositories.directory',
    );
  });

  it('writes nothing in a dry run and says where it would', async () => {
    const ctx = context({ repository: 'local-nats' }, { isDryRun: true });
    await action.handler(ctx);
    expect(fs.readdirSync(disk.path)).toEqual([]);
    expect(ctx.output).toHaveBeenCalledWith(
      'folder',
      disk.resolve('local-nats'),
    );
  });
});
