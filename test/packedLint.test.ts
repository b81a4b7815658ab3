import { createMockDirectory } from '@backstage/backend-test-utils';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CommandEnd, CommandRun } from './CommandRun';
import { packPackages, unpackPackages } from './packedPackages';

/*
 * What a team gets of `npx @nats-portal/nats-lint`: the archive that would be
 * published, outside of the clone, run by plain node.
 */

// Declarations and three builds take a minute where the machine is busy.
jest.setTimeout(1_800_000);

const root = resolve(__dirname, '..');
const golden = join(root, 'plugins/nats-flux/src/__golden__/minicloud');

/** In the order in which one needs the other. */
const PACKAGES = ['nats-common', 'nats-flux', 'nats-lint'];

describe('the packed nats-lint', () => {
  const folder = createMockDirectory();
  const installed = folder.resolve('team/node_modules/@nats-portal/nats-lint');
  const right = folder.resolve('right');
  const broken = folder.resolve('broken');

  function natsLint(args: string[], from = installed): Promise<CommandEnd> {
    return new CommandRun(
      process.execPath,
      [join(from, 'bin/nats-lint'), ...args],
      { cwd: folder.path },
    ).ended;
  }

  beforeAll(async () => {
    folder.setContent({ team: {} });
    const archives = await packPackages(PACKAGES, folder.resolve('packing'));
    await unpackPackages(archives, folder.resolve('team'));
    cpSync(golden, right, { recursive: true });
    cpSync(golden, broken, { recursive: true });
    const release = join(broken, 'nats/release.yaml');
    writeFileSync(
      release,
      readFileSync(release, 'utf8').replace('jetstream:', 'jetstrem:'),
    );
  });

  it('has what was built, and no source', () => {
    const { bin, main } = JSON.parse(
      readFileSync(join(installed, 'package.json'), 'utf8'),
    );
    expect(existsSync(join(installed, main))).toBe(true);
    expect(existsSync(join(installed, bin['nats-lint']))).toBe(true);
    expect(existsSync(join(installed, 'src'))).toBe(false);
  });

  it('passes a right repository with 0, in words', async () => {
    expect(await natsLint(['right'])).toMatchObject({
      code: 0,
      output: expect.stringMatching(
        /^right\/[\s\S]*\n\d+ objects, 0 errors, \d+ warnings?\n$/,
      ),
    });
  });

  it('fails a broken one with 1, in words and in JSON', async () => {
    expect(await natsLint(['broken'])).toMatchObject({
      code: 1,
      output: expect.stringMatching(
        /^broken\/nats\/release\.yaml:\d+:\d+ +error +values-unknown-key .*did you mean jetstream\?$/m,
      ),
    });
    const { code, output } = await natsLint(['broken', '--format', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({
      folder: 'broken',
      findings: expect.arrayContaining([
        expect.objectContaining({
          id: 'values-unknown-key',
          file: 'nats/release.yaml',
          path: 'spec.values.config.jetstrem',
        }),
      ]),
    });
  });

  it('says the same as the source of it', async () => {
    const source = join(root, 'plugins/nats-lint');
    const args = ['broken', '--format=json', '--fail-on=warning'];
    expect(await natsLint(args)).toEqual(await natsLint(args, source));
  });

  it('ends with 2 where it could not check', async () => {
    expect(await natsLint(['gone'])).toMatchObject({
      code: 2,
      output: 'nats-lint: there is no folder gone\n',
    });
    expect(await natsLint(['right', '--ignore=tls-kedaca'])).toMatchObject({
      code: 2,
      output: expect.stringContaining('did you mean tls-keda-ca?'),
    });
  });

  it('knows its version', async () => {
    const { version } = JSON.parse(
      readFileSync(join(root, 'plugins/nats-lint/package.json'), 'utf8'),
    );
    expect(await natsLint(['--version'])).toMatchObject({
      code: 0,
      output: `${version}\n`,
    });
  });
});
