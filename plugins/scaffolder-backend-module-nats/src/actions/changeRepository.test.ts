import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { diskRepositories } from '../__testUtils__/diskRepository';
import { runAction } from '../__testUtils__/runAction';
import { createChangeRepositoryAction } from './changeRepository';
import { examples } from './changeRepository.examples';
import { createFetchRepositoryAction } from './fetchRepository';

describe('nats:repository:change', () => {
  const portal = diskRepositories();
  const { workspace } = portal;
  const action = createChangeRepositoryAction(portal);
  const fetch = createFetchRepositoryAction(portal);

  async function run(input: object) {
    return runAction(action, input, { workspacePath: workspace.path });
  }

  beforeEach(async () => {
    await portal.publish();
    await runAction(
      fetch,
      { entityRef: 'resource:default/local-nats', targetPath: 'repository' },
      { workspacePath: workspace.path },
    );
  });

  const text = (path: string) => readFileSync(workspace.resolve(path), 'utf8');

  it.each(examples)('runs its example: $description', async ({ example }) => {
    const [{ input }] = parse(example).steps;
    const output = await run(input);
    expect(output).toMatchObject({ changed: true, warnings: [] });
    const folder = input.changedPath ?? input.path;
    for (const path of output.files as string[]) {
      expect(text(`${folder}/${path}`)).not.toBe('');
    }
  });

  it('says what it does, and how to do it safely', async () => {
    const output = await run({ path: 'repository', storageSize: '2Gi' });
    expect(output).toMatchObject({
      files: ['README.md', 'nats/release.yaml'],
      removed: [],
      worst: 'error',
      consequences: [{ id: 'change-vct', outcome: 'rejected' }],
      title: 'Change storageSize of nats on local',
      branch: expect.stringMatching(/^nats\/change-nats-[0-9a-f]{8}$/),
    });
    expect(output.description).toContain('- `storageSize`: `1Gi` → `2Gi`');
    expect(output.description).toContain('kubectl -n nats delete statefulset');
  });

  it('puts the changed files alone into a folder, and names those that go', async () => {
    const output = await run({
      path: 'repository',
      changedPath: 'change',
      remove: ['JOBS/echo-workers'],
    });
    expect(output.removed).toContain('workers/echo-workers.yaml');
    expect(existsSync(workspace.resolve('change/nats/release.yaml'))).toBe(
      true,
    );
    expect(existsSync(workspace.resolve('change/scripts'))).toBe(false);
    expect(
      existsSync(workspace.resolve('repository/workers/echo-workers.yaml')),
    ).toBe(true);
  });

  it('changes nothing where all of it is so already', async () => {
    const before = text('repository/nats/release.yaml');
    expect(await run({ path: 'repository', memory: '256Mi' })).toMatchObject({
      changed: false,
      files: [],
      removed: [],
      worst: 'none',
    });
    expect(text('repository/nats/release.yaml')).toBe(before);
  });

  it('says all that is wrong at once, and writes nothing', async () => {
    const before = text('repository/nats/release.yaml');
    await expect(
      run({
        path: 'repository',
        memory: 'much',
        servers: 2,
        streams: [{ name: 'JOBS', maxAge: 'long' }],
        remove: ['NOTHING'],
      }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(
        /remove\[0\]: "NOTHING"[^]*servers: 2[^]*memory: "much"[^]*maxAge: "long"/,
      ),
    });
    expect(text('repository/nats/release.yaml')).toBe(before);
  });

  it('keeps what people wrote into the files', async () => {
    const path = 'repository/nats/release.yaml';
    const edited = text(path)
      .replace('size: 1Gi', 'size: 1Gi   # agreed with the storage team')
      .replace('    config:\n', '    # ours\n\n    config:\n');
    writeFileSync(workspace.resolve(path), edited);
    await run({ path: 'repository', storageSize: '2Gi' });
    expect(text(path)).toBe(edited.replace('size: 1Gi ', 'size: 2Gi '));
  });

  it.each([
    ['a missing folder', { path: 'nowhere' }, 'InputError'],
    ['a folder outside', { path: '../..' }, 'NotAllowedError'],
  ])('refuses %s', async (_what, input, name) => {
    await expect(run(input)).rejects.toMatchObject({ name });
  });
});
