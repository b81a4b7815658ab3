import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Page } from 'playwright-core';
// The README's command and the browser are those that the system's tests drive.
import { CommandRun } from '@nats-portal/system-tests/CommandRun';
import { openBrowser } from '@nats-portal/system-tests/openBrowser';
import { Benchmark, Measured } from '../harness/Benchmark';
import { Stopwatch } from '../harness/Stopwatch';

const ROOT = join(__dirname, '../..');
/** A small machine compiles for minutes. */
const STEP_MS = 300_000;
const WARM_ROUNDS = 2;

/** Bytes that came over the network, as they were sent. */
class Traffic {
  #bytes = 0;

  constructor(page: Page) {
    page.on('requestfinished', async request => {
      const { responseBodySize } = await request.sizes();
      this.#bytes += Math.max(0, responseBodySize);
    });
  }

  /** Since it was last asked. */
  take(): number {
    const bytes = this.#bytes;
    this.#bytes = 0;
    return bytes;
  }
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('link', { name: 'Create' }).first().waitFor();
}

/** Fills the form in with its default values, up to the button that creates. */
async function fillIn(page: Page, url: string): Promise<void> {
  const values = { cluster: 'resource:default/local' };
  await page.goto(
    `${url}/create/templates/default/nats-broker?formData=${encodeURIComponent(
      JSON.stringify(values),
    )}`,
  );
  await page.locator('input[value="team-a"]').waitFor();
  for (let i = 0; i < 3; i++) {
    await page.getByRole('button', { name: 'Next' }).click();
  }
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).waitFor();
}

export const portal: Benchmark = {
  name: 'portal',
  about:
    'npm start until a page can be used, and Create from the click to the broker in the catalog',

  async run(say): Promise<Measured> {
    const folder = await mkdtemp(join(tmpdir(), 'bench-portal-'));
    const watch = new Stopwatch();
    const browser = await openBrowser();
    const loaded = { app: [] as number[], broker: [] as number[] };
    let running: CommandRun | undefined;
    try {
      for (let round = 0; round <= WARM_ROUNDS; round++) {
        const kind = round === 0 ? 'first' : 'later';
        say(`the ${kind} npm start`);
        // A context of its own has nothing cached.
        const page = await (await browser.newContext()).newPage();
        page.setDefaultTimeout(STEP_MS);
        const traffic = new Traffic(page);
        const command = new CommandRun('npm', ['start'], {
          cwd: ROOT,
          env: { PORTAL_FOLDER: folder },
        });
        running = command;
        const url = await watch.time(
          `npm start until signed in, ${kind}`,
          async () => {
            const [, address] = await command.says(/Portal\s+(http:\S+)/);
            await command.says(/Ready\. Ctrl-C/);
            await signIn(page, address);
            return address;
          },
        );
        loaded.app.push(traffic.take() / 1000);
        if (round === 0) {
          await fillIn(page, url);
          await watch.time(
            'Create, from the click until the entity is there',
            async () => {
              await page.getByRole('button', { name: 'Create' }).click();
              await page
                .getByRole('link', { name: 'Broker in the catalog' })
                .waitFor();
            },
          );
        }
        traffic.take();
        await watch.time('a broker is opened until it is judged', async () => {
          await page.goto(`${url}/catalog/default/resource/local-nats`);
          await page.getByText('3 of 3 servers').first().waitFor();
        });
        loaded.broker.push(traffic.take() / 1000);
        await page.context().close();
        await command.interrupt();
      }
    } finally {
      await browser.close();
      await running?.interrupt();
      await rm(folder, { recursive: true, force: true });
    }
    return {
      figures: [
        ...watch.figures(),
        { name: 'loaded to sign in', unit: 'kB', values: loaded.app },
        {
          name: 'loaded to open a broker',
          unit: 'kB',
          values: loaded.broker,
        },
      ],
      ratios: [],
      notes: [
        'what the browser loads is the development build that npm start serves, neither minified nor split as a release is; test/weight.test.ts holds what the plugin adds to one',
        'the first npm start has its folder empty: certificates, databases and brokers are made; dependencies are installed already',
      ],
    };
  },
};
