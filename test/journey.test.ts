import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Browser, Locator, Page } from 'playwright-core';
import { CommandRun } from './CommandRun';
import { openBrowser } from './openBrowser';

const root = resolve(__dirname, '..');
const screenshots = join(root, '.local', 'screenshots');

/** Compiling the app the first time takes minutes on a small machine. */
const START_MS = 300_000;
const STEP_MS = 60_000;

jest.setTimeout(START_MS + 5 * STEP_MS);

/** The journey of the README, one step a test, each on the state of the one before. */
describe('from npm start to a lag page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nats-portal-'));
  const env = { PORTAL_FOLDER: folder };
  let portal: CommandRun;
  let browser: Browser;
  let page: Page;
  let url: string;
  const faults: string[] = [];

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    portal = new CommandRun('npm', ['start'], { cwd: root, env });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(STEP_MS);
    page.on('pageerror', error => faults.push(error.message));
  });

  afterAll(async () => {
    await browser?.close();
    await portal?.interrupt();
    await rm(folder, { recursive: true, force: true });
  });

  /** Waits for something to be seen; fails the test when it is not. */
  async function seen(locator: Locator): Promise<boolean> {
    await locator.first().waitFor();
    return locator.first().isVisible();
  }

  async function shoot(name: string) {
    await page.screenshot({ path: join(screenshots, `${name}.png`) });
  }

  it('starts the portal with one command and says where everything is', async () => {
    [, url] = await portal.says(/Portal\s+(http:\S+)/);
    await portal.says(/Ready\. Ctrl-C/);
    expect(
      portal.output.match(/Broker\s+tls:\/\/127\.0\.0\.1:\d+/g),
    ).toHaveLength(3);
  });

  it('signs in', async () => {
    await page.goto(url);
    await page.getByRole('button', { name: 'Enter' }).click();
    expect(await seen(page.getByRole('link', { name: 'Create' }))).toBe(true);
    await shoot('1-signed-in');
  });

  it('opens the template', async () => {
    await page.goto(`${url}/create/templates/default/nats-broker`);
    const help = page.getByText('The cluster that Flux brings the broker to');
    expect(await seen(help)).toBe(true);
    // The group of the user, who has one.
    expect(await seen(page.locator('input[value="team-a"]'))).toBe(true);
    await shoot('2-where');
  });

  it('chooses the cluster, and fills the rest with its default values', async () => {
    await page.getByRole('textbox', { name: 'Cluster' }).click();
    await page.getByRole('option', { name: 'local' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    expect(await seen(page.getByText('Storage of each server'))).toBe(true);
    await shoot('3-broker');
    await page.getByRole('button', { name: 'Next' }).click();
    expect(await seen(page.getByText('A message stays until'))).toBe(true);
    await shoot('4-messaging');
    await page.getByRole('button', { name: 'Next' }).click();
    expect(await seen(page.getByText('Where the repository is'))).toBe(true);
    await page.getByRole('tab', { name: 'Sums' }).click();
    const sums = page.getByText('Each message is stored 3 times');
    expect(await seen(sums)).toBe(true);
    await shoot('5-preview');
    await page.getByRole('button', { name: 'Review' }).click();
    expect(await seen(page.getByRole('button', { name: 'Create' }))).toBe(true);
    await shoot('5-review');
  });

  it('runs: generates, publishes, provisions, registers', async () => {
    await page.getByRole('button', { name: 'Create' }).click();
    const outcome = page.getByText(
      /Created 2, updated 0, left 0 as they were on broker local/,
    );
    expect(await seen(outcome)).toBe(true);
    const link = page.getByRole('link', { name: 'Broker in the catalog' });
    expect(await seen(link)).toBe(true);
    const worker = page.getByRole('link', { name: 'local-nats-echo-workers' });
    expect(await worker.getAttribute('href')).toBe(
      '/catalog/default/component/local-nats-echo-workers',
    );
    await shoot('6-done');
  });

  it('published a git repository whose every commit is there', () => {
    const repository = join(folder, 'repositories', 'local-nats');
    expect(existsSync(join(repository, 'nats/release.yaml'))).toBe(true);
    expect(
      execFileSync('git', ['-C', repository, 'status', '--porcelain'], {
        encoding: 'utf8',
      }),
    ).toBe('');
  });

  it('shows the broker in the catalog, with its servers and storage', async () => {
    await page.getByRole('link', { name: 'Broker in the catalog' }).click();
    expect(await seen(page.getByText('3 of 3 servers'))).toBe(true);
    await shoot('7-broker');
  });

  it('shows the backlog of the worker rise and fall to nothing', async () => {
    const demo = new CommandRun('npm', ['run', 'demo'], {
      cwd: root,
      env,
    });
    try {
      await page.goto(
        `${url}/catalog/default/component/local-nats-echo-workers/nats`,
      );
      const row = page.getByRole('row').filter({ hasText: 'echo-workers' });
      await row.waitFor();
      const headers = await page.getByRole('columnheader').allInnerTexts();
      const column = headers
        .slice(headers.indexOf('Consumer'))
        .indexOf('Backlog');
      const backlog = async () => {
        const text = await row
          .getByRole('gridcell')
          .or(row.getByRole('rowheader'))
          .nth(column)
          .innerText();
        return Number(text.replace(/\D/g, ''));
      };
      let highest = 0;
      let shot = false;
      let last = await backlog();
      const deadline = Date.now() + 3 * STEP_MS;
      while (Date.now() < deadline) {
        last = await backlog();
        highest = Math.max(highest, last);
        const judged = !/unknown/.test(await row.innerText());
        if (!shot && judged && last > 0 && last < highest) {
          await shoot('8-draining');
          shot = true;
        }
        if (highest > 0 && last === 0) {
          break;
        }
        await page.waitForTimeout(500);
      }
      expect(highest).toBeGreaterThanOrEqual(20);
      expect(last).toBe(0);
      const { code, output } = await demo.ended;
      expect(output).toMatch(/done: 50 messages, at most 5 workers/);
      expect(code).toBe(0);
      await shoot('9-drained');
    } finally {
      await demo.kill();
    }
  });

  it('says unknown, and no error, for a broker that Flux has yet to create', async () => {
    const values = { cluster: 'resource:default/minicloud' };
    await page.goto(
      `${url}/create/templates/default/nats-broker?formData=${encodeURIComponent(
        JSON.stringify(values),
      )}`,
    );
    await page.locator('input[value="team-a"]').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    // A field of an item, cleared: the pages after it must still be reached.
    await page.getByLabel('Copies').fill('');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByText('resource:default/minicloud').waitFor();
    await page.getByRole('button', { name: 'Create' }).click();
    const outcome = page.getByText(/Flux will create the streams/);
    expect(await seen(outcome)).toBe(true);
    await page.getByRole('link', { name: 'Broker in the catalog' }).click();
    expect(await seen(page.getByText(/Never reached/))).toBe(true);
    await shoot('10-never-reached');
  });

  const repository = join(folder, 'repositories', 'local-nats');

  function git(...args: string[]): string {
    return execFileSync('git', ['-C', repository, ...args], {
      encoding: 'utf8',
    });
  }

  it('shows what more memory and storage do to a broker, before it is done', async () => {
    const release = join(repository, 'nats/release.yaml');
    writeFileSync(
      release,
      readFileSync(release, 'utf8').replace(
        'size: 1Gi',
        'size: 1Gi # agreed with the storage team',
      ),
    );
    const author = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
    git(...author, 'commit', '--quiet', '--all', '--message', 'Say why');

    const values = { broker: 'resource:default/local-nats' };
    await page.goto(
      `${url}/create/templates/default/nats-broker-change?formData=${encodeURIComponent(
        JSON.stringify(values),
      )}`,
    );
    const now = page.getByRole('row', { name: 'memory 256Mi' });
    expect(await seen(now)).toBe(true);
    await page.getByLabel('Memory of each server').fill('512Mi');
    await page.getByLabel('Storage of each server').fill('2Gi');
    const then = page.getByRole('row', { name: 'memory 256Mi 512Mi' });
    expect(await seen(then)).toBe(true);
    await shoot('11-change');
    await page.getByRole('button', { name: 'Next' }).click();
    await page
      .getByText('Streams, consumers and buckets to change or to add')
      .waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    const refused = page.getByText(
      /Something is refused, lost or stands still/,
    );
    expect(await seen(refused)).toBe(true);
    const step = page.getByText(/delete statefulset nats --cascade=orphan/);
    expect(await seen(step)).toBe(true);
    await page.screenshot({
      path: join(screenshots, '12-change-preview.png'),
      fullPage: true,
    });
    expect(git('rev-list', '--count', 'HEAD').trim()).toBe('2');
  });

  it('commits the change, says in it how to make it safely, and touches no other line', async () => {
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create' }).click();
    const outcome = page.getByText(/delete statefulset nats --cascade=orphan/);
    expect(await seen(outcome)).toBe(true);
    await shoot('13-changed');
    expect(git('log', '-1', '--format=%s').trim()).toBe(
      'Change memory, storageSize of nats on local',
    );
    expect(git('log', '-1', '--format=%b')).toContain('--cascade=orphan');
    expect(git('status', '--porcelain')).toBe('');
    const lines = git('show', '--format=', '--unified=0')
      .split('\n')
      .filter(line => /^[+-][^+-]/.test(line));
    expect(lines).toEqual([
      '-| Each server | 250m CPU, 256Mi memory |',
      "-| Storage of each server | 1Gi, the cluster's default class |",
      '+| Each server | 250m CPU, 512Mi memory |',
      "+| Storage of each server | 2Gi, the cluster's default class |",
      '-            size: 1Gi # agreed with the storage team',
      '+            size: 2Gi # agreed with the storage team',
      '-        GOMEMLIMIT: 204MiB',
      '+        GOMEMLIMIT: 409MiB',
      '-            memory: 256Mi',
      '+            memory: 512Mi',
      '-            memory: 256Mi',
      '+            memory: 512Mi',
    ]);
  });

  /** Fills in the template for streams up to its plan, with a spec that somebody pastes. */
  async function paste(spec: string, rest: object = {}) {
    const values = {
      broker: 'resource:default/local-nats',
      name: 'orders',
      how: 'text',
      ...rest,
    };
    await page.goto(
      `${url}/create/templates/default/nats-streams?formData=${encodeURIComponent(
        JSON.stringify(values),
      )}`,
    );
    await page.locator('input[value="team-a"]').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Streams, consumers and buckets').fill(spec);
    await page.getByRole('button', { name: 'Next' }).click();
  }

  const ORDERS = `
streams:
  - name: ORDERS
    subjects: ['orders.>']
    maxAge: 7d
    consumers:
      - durableName: billing
        maxDeliver: 5
`;

  it('names each mistake of a pasted spec with its place', async () => {
    await paste(ORDERS.replace('7d', 'a week'));
    expect(await seen(page.getByText('streams[0].maxAge'))).toBe(true);
    await shoot('11-mistake');
  });

  it('shows what a pasted spec will change, and does it', async () => {
    await paste(ORDERS);
    const plan = page.getByText(/2 will be created and 0 changed/);
    expect(await seen(plan)).toBe(true);
    await shoot('12-plan');
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create' }).click();
    const outcome = page.getByText(/Created 2, updated 0, left 0/);
    expect(await seen(outcome)).toBe(true);
    await page.getByRole('link', { name: 'In the catalog' }).click();
    expect(await seen(page.getByText('ORDERS/billing'))).toBe(true);
    await shoot('13-streams');
  });

  it('makes anew what the broker does not change, for who types its name', async () => {
    const inMemory = ORDERS.replace('maxAge', 'storage: memory\n    maxAge');
    await paste(inMemory, { existing: 'update' });
    const refused = page.getByText(/would refuse 1 of these/);
    expect(await seen(refused)).toBe(true);
    expect(await seen(page.getByText(/type ORDERS below/))).toBe(true);
    await paste(inMemory, { existing: 'update', recreate: ['ORDERS'] });
    expect(await seen(page.getByText(/2 deleted and made anew/))).toBe(true);
    await shoot('14-recreate');
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create' }).click();
    const outcome = page.getByText(/made 2 anew, left 0 as they were/);
    expect(await seen(outcome)).toBe(true);
  });

  it('leaves it to Flux where that is chosen, as a change of the repository of the broker', async () => {
    const audit = `
streams:
  - name: AUDIT
    subjects: ['audit.>']
    maxAge: 7d
`;
    const fluxs = {
      broker: 'resource:default/minicloud-nats',
      name: 'audit',
      deliver: 'flux',
    };
    await paste(audit, fluxs);
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create' }).click();
    const outcome = page.getByText(/Committed [0-9a-f]+ to /).first();
    expect(await seen(outcome)).toBe(true);
    const proposed = execFileSync(
      'git',
      ['-C', join(folder, 'repositories', 'minicloud-nats'), 'show'],
      { encoding: 'utf8' },
    );
    expect(proposed).toContain('+++ b/jetstream/streams.yaml');
    expect(proposed).toContain('+  name: audit');
  });

  it('shows that nothing is left to change', async () => {
    await paste(ORDERS.replace('maxAge', 'storage: memory\n    maxAge'));
    const plan = page.getByText(/has all of this already: nothing changes/);
    expect(await seen(plan)).toBe(true);
    // What the spec does not name stays, and is named.
    expect(await seen(page.getByText(/not in the spec/))).toBe(true);
  });

  it('saw no error in the browser', () => {
    expect(faults).toEqual([]);
  });

  it('keeps the pictures of the documents', () => {
    const pictures = {
      'entity-page': '8-draining',
      create: '5-preview',
      plan: '12-plan',
    };
    for (const [to, from] of Object.entries(pictures)) {
      const file = join(screenshots, `${from}.png`);
      expect(existsSync(file)).toBe(true);
      if (process.env.UPDATE_SCREENSHOT) {
        copyFileSync(file, join(root, 'docs', `${to}.png`));
      }
    }
  });

  function processesOfThePortal(): string[] {
    return execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
      .split('\n')
      .filter(line => line.includes(folder));
  }

  it('ends every process at Ctrl-C', async () => {
    const { output } = await portal.interrupt();
    expect(output).toMatch(/Everything has ended\.\s*$/);
    expect(processesOfThePortal()).toEqual([]);
  });

  it('has kept the streams when it starts again, on another port where its own is taken', async () => {
    const port = Number(new URL(url).port);
    const other = createServer().listen(port, 'localhost');
    portal = new CommandRun('npm', ['start'], { cwd: root, env });
    const [, newUrl] = await portal.says(/Portal\s+(http:\S+)/);
    await portal.says(/Ready\. Ctrl-C/);
    expect(newUrl).not.toBe(url);
    expect((await fetch(newUrl)).status).toBe(200);
    other.close();
    const demo = new CommandRun(
      'npm',
      ['run', 'demo', '--', '--messages', '1', '--seconds', '0.1'],
      { cwd: root, env },
    );
    const { output } = await demo.ended;
    expect(output).toMatch(/done: 1 messages/);
  });

  it('ends with the error of the part that crashed as its last words', async () => {
    const server = processesOfThePortal().find(line => /n2\.conf/.test(line));
    process.kill(Number(server?.trim().split(' ')[0]), 'SIGKILL');
    const { output } = await portal.ended;
    expect(output).toMatch(/The nats-server n2 ended by SIGKILL/);
    expect(processesOfThePortal()).toEqual([]);
  });

  it('empties everything with npm run reset', async () => {
    const { code } = await new CommandRun('npm', ['run', 'reset'], {
      cwd: root,
      env,
    }).ended;
    expect(code).toBe(0);
    expect(existsSync(join(folder, 'brokers'))).toBe(false);
  });
});
