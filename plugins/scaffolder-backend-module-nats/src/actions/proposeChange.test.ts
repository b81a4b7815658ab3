import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import {
  appendFileSync,
  existsSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { diskRepositories } from '../__testUtils__/diskRepository';
import { runAction } from '../__testUtils__/runAction';
import { createChangeRepositoryAction } from './changeRepository';
import { createFetchRepositoryAction } from './fetchRepository';
import { createProposeChangeAction } from './proposeChange';
import { examples } from './proposeChange.examples';

type Outputs = Record<string, Record<string, unknown>>;

/** As the scaffolder fills in the outputs of earlier steps. */
function filledIn(input: object, steps: Outputs): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => {
      const [, step, name] =
        /^\$\{\{ steps\.(\w+)\.output\.(\w+) \}\}$/.exec(value) ?? [];
      return [key, step ? steps[step][name] : value];
    }),
  );
}

describe('nats:repository:propose', () => {
  const portal = diskRepositories();
  const { disk, workspace, git, folder } = portal;
  const context = { workspacePath: workspace.path };
  const proposeChange = jest.fn();
  const integrations = ScmIntegrations.fromConfig(
    mockServices.rootConfig({
      data: { integrations: { gitea: [{ host: 'gitea.test' }] } },
    }),
  );
  const other = { createRepository: jest.fn() };
  const services = {
    integrations,
    publishers: {
      github: { ...other, proposeChange },
      gitlab: { ...other, proposeChange },
      gitea: other,
    },
  };
  const action = createProposeChangeAction({ directory: disk.path, services });

  beforeEach(() => portal.publish());

  /** The steps of the template up to the commit. */
  async function changed(changes: object): Promise<Outputs> {
    workspace.clear();
    const fetch = await runAction(
      createFetchRepositoryAction(portal),
      { entityRef: 'resource:default/local-nats', targetPath: 'repository' },
      context,
    );
    const change = await runAction(
      createChangeRepositoryAction(portal),
      {
        path: 'repository',
        changedPath: 'change',
        removedPath: 'removed',
        ...changes,
      },
      context,
    );
    return { fetch, change };
  }

  const [step] = parse(examples[0].example).steps;

  it('runs its example: one commit whose diff is the changed lines', async () => {
    const steps = await changed({ memory: '512Mi' });
    const output = await runAction(
      action,
      filledIn(step.input, steps),
      context,
    );
    expect(output).toMatchObject({ created: true, url: '' });
    expect(git('rev-parse', 'HEAD').trim()).toBe(output.commit);
    expect(git('status', '--porcelain')).toBe('');
    expect(git('log', '--format=%s')).toBe(
      'Change memory of nats on local\nInitial commit\n',
    );
    expect(git('log', '-1', '--format=%b')).toContain(
      '- `memory`: `256Mi` → `512Mi`',
    );
    const lines = git('show', '--format=', '-U0')
      .split('\n')
      .filter(line => /^[+-][^+-]/.test(line));
    expect(lines).toEqual([
      '-| Each server | 250m CPU, 256Mi memory |',
      '+| Each server | 250m CPU, 512Mi memory |',
      '-        GOMEMLIMIT: 204MiB',
      '+        GOMEMLIMIT: 409MiB',
      '-            memory: 256Mi',
      '+            memory: 512Mi',
      '-            memory: 256Mi',
      '+            memory: 512Mi',
    ]);
  });

  it('takes files away', async () => {
    const steps = await changed({ remove: ['JOBS/echo-workers'] });
    await runAction(action, filledIn(step.input, steps), context);
    expect(git('status', '--porcelain')).toBe('');
    expect(git('show', '--format=', '--name-status')).toMatch(
      /^D\tworkers\/echo-workers\.yaml$/m,
    );
  });

  it('makes no second commit of the same', async () => {
    const steps = await changed({ memory: '512Mi' });
    const input = filledIn(step.input, steps);
    await runAction(action, input, context);
    expect(await runAction(action, input, context)).toMatchObject({
      created: false,
      commit: git('rev-parse', 'HEAD').trim(),
    });
    expect(git('rev-list', '--count', 'HEAD').trim()).toBe('2');
  });

  it('finishes what was killed between writing and committing', async () => {
    const steps = await changed({ memory: '512Mi' });
    writeFileSync(
      join(folder, 'nats/release.yaml'),
      readFileSync(workspace.resolve('change/nats/release.yaml')),
    );
    await runAction(action, filledIn(step.input, steps), context);
    expect(git('status', '--porcelain')).toBe('');
  });

  it('does not commit what somebody else has not', async () => {
    const steps = await changed({ memory: '512Mi' });
    appendFileSync(join(folder, 'catalog-info.yaml'), '# mine\n');
    await expect(
      runAction(action, filledIn(step.input, steps), context),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('- catalog-info.yaml'),
    });
    expect(git('rev-list', '--count', 'HEAD').trim()).toBe('1');
    expect(git('diff', '--name-only').trim()).toBe('catalog-info.yaml');
  });

  it('does not undo what was committed meanwhile', async () => {
    const steps = await changed({ memory: '512Mi' });
    const faster = await changed({ cpu: '500m' });
    await runAction(action, filledIn(step.input, faster), context);
    workspace.clear();
    const again = await changed({ memory: '512Mi' });
    await expect(
      runAction(
        action,
        filledIn(step.input, { ...again, fetch: steps.fetch }),
        context,
      ),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('start again from what is there'),
    });
  });

  it('writes nothing in a dry run', async () => {
    const steps = await changed({ memory: '512Mi' });
    const output = await runAction(action, filledIn(step.input, steps), {
      ...context,
      isDryRun: true,
    });
    expect(output).toMatchObject({ created: false, commit: '' });
    expect(git('status', '--porcelain')).toBe('');
    expect(git('rev-list', '--count', 'HEAD').trim()).toBe('1');
  });

  it.each([
    ['../elsewhere', 'NotAllowedError'],
    ['unknown', 'NotFoundError'],
    ['.', 'NotFoundError'],
  ])('refuses the repository %s', async (repository, name) => {
    const steps = await changed({ memory: '512Mi' });
    const input = { ...filledIn(step.input, steps), repository };
    await expect(runAction(action, input, context)).rejects.toMatchObject({
      name,
    });
  });

  it('runs its example for a git host: a pull request, files that go included', async () => {
    proposeChange.mockResolvedValue('https://gitlab.com/platform/fleet/7');
    const steps = await changed({ remove: ['JOBS/echo-workers'] });
    const { input } = parse(examples[1].example).steps[0];
    const output = await runAction(action, filledIn(input, steps), context);
    expect(output).toMatchObject({
      url: 'https://gitlab.com/platform/fleet/7',
      created: true,
      message: expect.stringContaining('once that is merged'),
    });
    expect(proposeChange).toHaveBeenCalledWith(
      expect.objectContaining({
        repoUrl: 'gitlab.com?owner=platform&repo=fleet',
        branch: 'main',
        sourcePath: 'change',
        proposal: steps.change.branch,
        removed: { paths: steps.change.removed, sourcePath: 'removed' },
        message: steps.change.title,
        description: steps.change.description,
      }),
      expect.anything(),
    );
    for (const path of steps.change.removed as string[]) {
      expect(existsSync(workspace.resolve('removed', path))).toBe(true);
    }
  });

  it.each([
    ['neither', {}, /either repository.*or repoUrl/],
    [
      'both',
      { repository: 'local-nats', repoUrl: 'github.com?owner=a&repo=b' },
      /either repository.*or repoUrl/,
    ],
    [
      'a host for which Backstage has no pull request',
      { repoUrl: 'gitea.test?owner=a&repo=b' },
      /no action for a pull request on gitea/,
    ],
  ])('refuses %s', async (_what, where, message) => {
    await expect(
      runAction(
        action,
        { ...where, sourcePath: 'change', title: 'A change' },
        context,
      ),
    ).rejects.toThrow(message);
  });
});
