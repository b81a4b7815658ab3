import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { goldenFiles } from './goldenRepositories';

/*
 * The check that a generated repository brings for its pull requests. There is no
 * runner here: its one script is run, with archives of our own in the place of
 * those that it would download.
 */

const run = promisify(execFile);
const TOOLS = ['kustomize', 'kubeconform'];

interface Step {
  uses?: string;
  with?: Record<string, unknown>;
  run?: string;
}

const workflow = parse(
  goldenFiles('minicloud').get('.github/workflows/validate.yaml') ?? '',
) as {
  permissions: unknown;
  jobs: Record<
    string,
    { 'runs-on': string; permissions?: unknown; steps: Step[] }
  >;
};
const [job] = Object.values(workflow.jobs);
const scripts = job.steps.flatMap(step => step.run ?? []);
const [install] = scripts;

describe('the workflow of a generated repository', () => {
  it('may read the repository, and keeps no token where scripts could take it', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(Object.keys(workflow.jobs)).toHaveLength(1);
    expect(job.permissions).toBeUndefined();
    const [checkout] = job.steps;
    expect(checkout.with).toEqual({ 'persist-credentials': false });
  });

  it('runs what cannot become something else: a commit, an image, checksums', () => {
    for (const { uses } of job.steps.filter(step => step.uses)) {
      expect(uses).toMatch(/@[0-9a-f]{40}$/);
    }
    expect(job['runs-on']).not.toMatch(/latest/);
    const urls = scripts.join('\n').match(/https:\S+/g) ?? [];
    expect(urls).toHaveLength(TOOLS.length);
    for (const url of urls) {
      expect(url).toMatch(/v\d+\.\d+\.\d+/);
    }
    expect(scripts).toHaveLength(2);
    expect(goldenFiles('minicloud').has(scripts[1])).toBe(true);
  });

  describe('installs its tools', () => {
    let root: string;
    let checksum: string;

    beforeAll(async () => {
      root = await mkdtemp(join(tmpdir(), 'nats-workflow-'));
      const folder = join(root, 'tools');
      await mkdir(folder);
      for (const tool of TOOLS) {
        await writeFile(join(folder, tool), '#!/bin/sh\n', { mode: 0o755 });
      }
      const archive = join(root, 'archive.tar.gz');
      await run('tar', ['-czf', archive, '-C', folder, ...TOOLS]);
      checksum = createHash('sha256')
        .update(await readFile(archive))
        .digest('hex');
      await mkdir(join(root, 'path'));
      const curl = join(root, 'path/curl');
      await writeFile(
        curl,
        `#!/bin/sh\nwhile [ "$1" != --output ]; do shift; done\ncp ${archive} "$2"\n`,
      );
      await chmod(curl, 0o755);
    });

    afterAll(() => rm(root, { recursive: true, force: true }));

    /** As the runner does: bash that ends at the first failure. */
    async function runInstall(script: string): Promise<string[]> {
      const temp = await mkdtemp(join(root, 'runner-'));
      await run(
        'bash',
        ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script],
        {
          env: {
            PATH: [join(root, 'path'), process.env.PATH].join(delimiter),
            RUNNER_TEMP: temp,
            GITHUB_PATH: join(temp, 'added'),
          },
        },
      );
      expect(await readFile(join(temp, 'added'), 'utf8')).toBe(
        `${join(temp, 'bin')}\n`,
      );
      return (await readdir(join(temp, 'bin'))).sort();
    }

    it('where each archive is the one that was checked', async () => {
      const ours = install.replace(/\b[0-9a-f]{64}\b/g, checksum);
      expect(await runInstall(ours)).toEqual([...TOOLS].sort());
    });

    it('and nothing where one is another', async () => {
      await expect(runInstall(install)).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining('checksum'),
      });
      const second = install.replace(/\b[0-9a-f]{64}\b/, checksum);
      await expect(runInstall(second)).rejects.toMatchObject({ code: 1 });
    });
  });
});
