import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import * as fs from 'node:fs';
import git from 'isomorphic-git';
import { parse } from 'yaml';
import { createPublishRepositoryAction } from './publishRepository';
import { examples } from './publishRepository.examples';

describe('nats:repository:publish', () => {
  const workspace = createMockDirectory();
  const disk = createMockDirectory();
  const action = createPublishRepositoryAction({ directory: disk.path });

  beforeEach(() => {
    workspace.setContent({
      'catalog-info.yaml': 'kind: Component\n',
      'scripts/validate.sh': '#!/bin/sh\n',
      'brokers/jobs/README.md': '# Jobs\n',
    });
    fs.chmodSync(workspace.resolve('scripts/validate.sh'), 0o755);
    disk.clear();
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
    expect(fs.existsSync(disk.resolve(step.input.repository, '.git'))).toBe(
      true,
    );
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
