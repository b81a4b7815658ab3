import { createMockDirectory } from '@backstage/backend-test-utils';
import { spawn } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { resolve } from 'node:path';
import { copyGolden, goldenFolder } from './__testUtils__/golden';

const bin = resolve(__dirname, '../bin/nats-lint');

/** `nobody`: root may read everything. */
const NOBODY = 65534;
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Starting Node and loading the source of the packages, on a busy machine. */
jest.setTimeout(60_000);

function natsLint(args: string[], cwd?: string, options: object = {}) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>(
    (done, fail) => {
      const child = spawn(process.execPath, [bin, ...args], {
        cwd,
        ...options,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', chunk => {
        stdout += chunk;
      });
      child.stderr.on('data', chunk => {
        stderr += chunk;
      });
      child.on('error', fail);
      child.on('close', code => done({ code, stdout, stderr }));
    },
  );
}

describe('nats-lint', () => {
  const folder = createMockDirectory();
  const repository = folder.resolve('repository');

  it.each(['local', 'minicloud', 'bramble'])(
    'passes the repository that is generated for %s',
    async cluster => {
      const { code, stdout, stderr } = await natsLint([goldenFolder(cluster)]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/\n\d+ objects, 0 errors, \d+ warnings?\n$/);
    },
  );

  it('prints a line for each finding, in groups by file, and fails', async () => {
    copyGolden(repository, [
      ['nats/release.yaml', 'jetstream:', 'jetstrem:'],
      ['jetstream/streams.yaml', 'storage: file', 'storage: fil'],
      ['jetstream/streams.yaml', '  preventDelete: true\n', ''],
    ]);
    const { code, stdout, stderr } = await natsLint(
      ['repository', '--ignore=tls-keda-ca'],
      folder.path,
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const groups = stdout.split('\n\n');
    expect(groups[0].split('\n')).toEqual([
      expect.stringMatching(
        /^repository\/jetstream\/streams\.yaml:\d+:\d+ +error +nack-prevent-delete +spec\.preventDelete: \S/,
      ),
      expect.stringMatching(
        /^repository\/jetstream\/streams\.yaml:\d+:\d+ +warning +js-workqueue-gap +\S/,
      ),
      expect.stringMatching(
        /^repository\/jetstream\/streams\.yaml:\d+:\d+ +error +nack-field-value +spec\.storage: \S/,
      ),
    ]);
    expect(groups[1]).toMatch(
      /^repository\/nats\/release\.yaml:\d+:\d+ +error +values-unknown-key +spec\.values\.config\.jetstrem: .*jetstream/m,
    );
    expect(groups[2]).toMatch(/^\d+ objects, \d+ errors, 1 warning\n$/);
  });

  it('prints JSON that has the same', async () => {
    copyGolden(repository, [['nats/release.yaml', 'jetstream:', 'jetstrem:']]);
    const { code, stdout } = await natsLint([repository, '--format', 'json']);
    expect(code).toBe(1);
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual([
      'folder',
      'objects',
      'errors',
      'warnings',
      'findings',
      'unread',
    ]);
    const severities = report.findings.map(
      ({ severity }: { severity: string }) => severity,
    );
    expect(severities).toHaveLength(report.errors + report.warnings);
    expect(report.findings).toContainEqual({
      id: 'values-unknown-key',
      severity: 'error',
      message: expect.stringContaining('jetstream'),
      file: 'nats/release.yaml',
      line: expect.any(Number),
      column: expect.any(Number),
      path: 'spec.values.config.jetstrem',
    });
  });

  it('says what is wrong with the command line, and checks nothing', async () => {
    expect(await natsLint(['--fix', '--format', 'xml', repository])).toEqual({
      code: 2,
      stdout: '',
      stderr: [
        'there is no option --fix',
        '--format is one of text, json, not "xml"',
        'nats-lint --help says what there is',
      ]
        .map(line => `nats-lint: ${line}\n`)
        .join(''),
    });
  });

  it('prints what it can do, and which one it is', async () => {
    expect(await natsLint(['--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Usage: nats-lint .*--fail-on.*--ignore/s),
    });
    expect(await natsLint(['--version'])).toEqual({
      code: 0,
      stdout: `${require('../package.json').version}\n`,
      stderr: '',
    });
  });

  it('checks what it can read, and does not pass what it cannot', async () => {
    copyGolden(repository);
    folder.addContent({
      'repository/nats/utf-16.yaml': Buffer.from([0xff, 0xfe, 0x61, 0x00]),
      'repository/nats/large.yaml': '#'.repeat(17 * 1024 * 1024),
      'repository/locked/streams.yaml': 'apiVersion: [',
    });
    chmodSync(folder.path, 0o755);
    chmodSync(folder.resolve('repository/locked'), 0);
    const { code, stdout, stderr } = await natsLint(
      [repository, '--format', 'json', '--fail-on', 'never'],
      folder.path,
      asNobody,
    );
    chmodSync(folder.resolve('repository/locked'), 0o755);
    expect(code).toBe(2);
    const { objects, unread } = JSON.parse(stdout);
    expect(objects).toBeGreaterThan(20);
    expect(unread).toEqual([
      { file: 'locked', reason: expect.stringContaining('EACCES') },
      { file: 'nats/large.yaml', reason: expect.stringContaining('bytes') },
      { file: 'nats/utf-16.yaml', reason: expect.stringContaining('UTF-8') },
    ]);
    expect(stderr).toMatch(
      /^nats-lint: locked was not checked: EACCES.*\nnats-lint: nats\/large\.yaml was not checked: .*\nnats-lint: nats\/utf-16\.yaml was not checked: .*\n$/,
    );
  });
});
