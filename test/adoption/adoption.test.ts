import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { readTemplate } from '../dryRunTemplate';
import { openBrowser } from '../openBrowser';
import { CommandEnd, CommandRun } from '../CommandRun';
import { AdoptedPortal } from './AdoptedPortal';
import { Adopted, adoptPackages } from './adoptPackages';
import { importsOf } from '../importsOf';
import { readManifest } from './installArchives';
import { LEGACY } from './stockPortal';

const root = resolve(__dirname, '../..');

/** In the order in which one needs the other. */
const PACKAGES = [
  'nats-common',
  'nats-node',
  'nats-flux',
  'nats-lint',
  'nats-backend',
  'scaffolder-backend-module-nats',
  'nats',
];

// Declarations, builds and an app take minutes where the machine is busy.
jest.setTimeout(1_800_000);

describe('the packed packages in a Backstage of somebody else', () => {
  const folder = createMockDirectory();
  let adopted: Adopted;
  let portal: AdoptedPortal;
  const modules = () => join(portal.folder, 'node_modules');

  beforeAll(async () => {
    folder.setContent({});
    adopted = await adoptPackages(folder.path, PACKAGES);
    portal = adopted.portal;
  });

  afterAll(async () => {
    await adopted?.stop();
  });

  it.each(PACKAGES)('%s needs just what it declares', name => {
    const source = join(root, 'plugins', name);
    const manifest = readManifest(source);
    const packed = join(modules(), manifest.name);
    const imported = importsOf(join(packed, 'dist'));
    const declared = Object.keys({
      ...manifest.dependencies,
      ...manifest.peerDependencies,
    });
    // Types of React's own packages are named by no import.
    const used = [
      ...imported,
      ...importsOf(join(source, 'src')),
      '@types/react',
    ];
    expect({
      undeclared: imported.filter(each => !declared.includes(each)),
      unused: declared.filter(each => !used.includes(each)),
    }).toEqual({ undeclared: [], unused: [] });
  });

  it.each(PACKAGES)('%s has the files that it names', name => {
    const { name: id } = readManifest(join(root, 'plugins', name));
    const packed = join(modules(), id);
    const { main, types, module, exports, files } = JSON.parse(
      readFileSync(join(packed, 'package.json'), 'utf8'),
    );
    const named = [main, types, module, files, exports]
      .flatMap(
        value => JSON.stringify(value ?? [])?.match(/"[^"]+\.\w+"/g) ?? [],
      )
      .map(text => JSON.parse(text))
      .filter(path => !path.startsWith('@'));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(path => !existsSync(join(packed, path)))).toEqual([]);
    expect(existsSync(join(packed, 'src'))).toBe(false);
  });

  it.each(PACKAGES)('%s brings its licence, and no test', name => {
    const source = join(root, 'plugins', name);
    const packed = join(modules(), readManifest(source).name);
    expect(readFileSync(join(packed, 'LICENSE'), 'utf8')).toBe(
      readFileSync(join(root, 'LICENSE'), 'utf8'),
    );
    expect(existsSync(join(packed, 'README.md'))).toBe(true);
    // Packing compiles the schema of the configuration.
    expect(existsSync(join(packed, 'config.schema.json'))).toBe(
      existsSync(join(source, 'config.d.ts')),
    );
    const files = readdirSync(packed, { recursive: true, encoding: 'utf8' });
    expect(files.length).toBeGreaterThan(4);
    expect(
      files.filter(path =>
        /\.test\.|setupTests|__\w+__|report.*\.md$|^dev\//.test(path),
      ),
    ).toEqual([]);
  });

  it('bring a schema that knows what is secret', async () => {
    const check = await portal.cli('config:check', '--strict');
    expect(check).toMatchObject({ code: 0 });
    const { output } = await portal.cli('config:print', '--package', 'backend');
    expect(output).toContain('user: backstage-app');
    expect(output).toContain('password: <secret>');
    for (const secret of Object.values(adopted.secrets)) {
      expect(output).not.toContain(secret);
    }
  });

  it('start, and list the actions that the templates use', async () => {
    await portal.backend.start();
    const response = await portal.backend.request('/api/scaffolder/v2/actions');
    const listed: { id: string }[] = await response.json();
    const used = readdirSync(join(root, 'templates'), { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .flatMap(({ name }) => readTemplate(name).spec.steps)
      .map(({ action }) => action);
    expect(used).toContain('nats:repository:generate');
    expect(listed.map(({ id }) => id)).toEqual(
      expect.arrayContaining([...new Set(used)]),
    );
  });

  it('run the template, all of which comes from a URL', async () => {
    const { backend } = portal;
    const task = await backend.createTask({
      cluster: 'resource:default/production',
      name: 'nats',
      owner: 'group:default/team-a',
      servers: 1,
      publish: 'host',
      repoUrl: 'git.example.com?owner=team-a&repo=production-nats',
      branch: 'main',
      streams: [
        {
          name: 'JOBS',
          subjects: ['jobs.>'],
          retention: 'workqueue',
          maxAge: '1h',
          consumers: [{ durableName: 'echo-workers' }],
        },
      ],
    });
    const { status, log } = await backend.taskEnd(task);
    expect({ status, log }).toEqual({ status: 'completed', log });
    const release = await adopted.host.read(
      'team-a/production-nats',
      'nats/release.yaml',
    );
    expect(parse(release)).toMatchObject({ kind: 'HelmRelease' });
    expect(log).toContain(
      'Created 2, updated 0, left 0 as they were on broker production',
    );
  });

  it('show the card, in apps of both frontend systems', async () => {
    await portal.startApp();
    const browser = await openBrowser();
    try {
      for (const system of ['', LEGACY]) {
        const page = await (await browser.newContext()).newPage();
        page.setDefaultTimeout(300_000);
        await page.goto(
          `${portal.appUrl}/catalog/default/component/shop${system}`,
        );
        await page.getByRole('button', { name: 'Enter' }).click();
        for (const text of ['JOBS/echo-workers', '1 of 1 server']) {
          await page.getByText(text).first().waitFor();
        }
        await page.getByRole('link', { name: 'All consumers' }).click();
        const consumers = page.getByRole('grid', { name: 'Consumers' });
        await consumers.waitFor();
        expect(await consumers.isVisible()).toBe(true);
        await page.context().close();
      }
    } finally {
      await browser.close();
    }
  });

  it('say no secret', () => {
    for (const secret of Object.values(adopted.secrets)) {
      expect(portal.backend.output).not.toContain(secret);
    }
  });

  describe('the packed nats-lint', () => {
    const installed = () => join(modules(), '@nats-portal/nats-lint');

    function natsLint(args: string[], from = installed()): Promise<CommandEnd> {
      return new CommandRun(
        process.execPath,
        [join(from, 'bin/nats-lint'), ...args],
        { cwd: folder.path },
      ).ended;
    }

    beforeAll(() => {
      const golden = join(root, 'plugins/nats-flux/src/__golden__/minicloud');
      const [right, broken] = ['right', 'broken'].map(name =>
        folder.resolve(name),
      );
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
        readFileSync(join(installed(), 'package.json'), 'utf8'),
      );
      expect(existsSync(join(installed(), main))).toBe(true);
      expect(existsSync(join(installed(), bin['nats-lint']))).toBe(true);
      expect(existsSync(join(installed(), 'src'))).toBe(false);
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
});
