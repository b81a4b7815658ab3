import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { diskRepositories } from '../__testUtils__/diskRepository';
import { runAction } from '../__testUtils__/runAction';
import { createFetchRepositoryAction } from './fetchRepository';
import { examples } from './fetchRepository.examples';

describe('nats:repository:fetch', () => {
  const portal = diskRepositories();
  const { workspace, folder, git } = portal;
  const action = createFetchRepositoryAction(portal);

  beforeEach(() => portal.publish());

  async function run(input: object) {
    return runAction(action, input, { workspacePath: workspace.path });
  }

  it.each(examples)('runs its example: $description', async ({ example }) => {
    const [{ input }] = parse(example).steps;
    expect(await run(input)).toEqual({
      host: 'disk',
      repository: 'local-nats',
      commit: git('rev-parse', 'HEAD').trim(),
      repoUrl: '',
      branch: '',
      url: folder,
    });
    const target = workspace.resolve(input.targetPath ?? '.');
    expect(
      execFileSync('diff', ['-r', '--exclude=.git', folder, target], {
        encoding: 'utf8',
      }),
    ).toBe('');
    const script = statSync(join(target, 'scripts/validate.sh'));
    expect(script.mode & 0o111).not.toBe(0);
  });

  it('says so where there is no such entity', async () => {
    await expect(
      run({ entityRef: 'resource:default/nowhere' }),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('resource:default/nowhere'),
    });
  });
});
