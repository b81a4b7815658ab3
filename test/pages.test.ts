import { copyFileSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axe from 'axe-core';
import { connect, JetStreamClient, NatsConnection, nanos } from 'nats';
import {
  natsServerBinary,
  NatsServerProcess,
  RunningNatsCluster,
  startNatsCluster,
} from '@nats-portal/plugin-nats-node/testUtils';
import { Browser, Locator, Page } from 'playwright-core';
import { anyPort } from './anyPort';
import { openBrowser } from './openBrowser';
import { PortalApp } from './PortalApp';
import { PortalBackend } from './PortalBackend';

const root = resolve(__dirname, '..');
const screenshots = join(root, '.local', 'screenshots', 'pages');

/** Compiling the app the first time takes minutes on a small machine. */
const START_MS = 300_000;
const STEP_MS = 90_000;
const PUBLISH_EVERY_MS = 250;

jest.setTimeout(START_MS + 5 * STEP_MS);

const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];
/** Whom the policy of the local portal shows no broker. */
const VISITOR = {
  auth: { providers: { guest: { userEntityRef: 'user:default/visitor' } } },
};
const SCHEMES = ['light', 'dark'] as const;

/** Every page and state on a broker of three servers that is broken and mended. */
describe('pages on real brokers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nats-pages-'));
  let orders: RunningNatsCluster;
  let connection: NatsConnection;
  let jetstream: JetStreamClient;
  let backend: PortalBackend;
  let app: PortalApp;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];
  const revived: NatsServerProcess[] = [];
  let closing = false;
  let work: Promise<unknown>;
  let config: object;
  /** Where the app is, and that of the former frontend system. */
  let origins: string[];

  /** Orders come all the time and are billed; five are being shipped for ever, and nobody mails. */
  async function keepWorking() {
    const billing = await jetstream.consumers.get('ORDERS', 'billing');
    while (!closing) {
      try {
        await jetstream.publish('orders.new', 'one more');
        for (let i = 0; i < 2; i++) {
          (await billing.next({ expires: 1_000 }))?.ack();
        }
      } catch {
        // The broker is broken on purpose now and then.
      }
      await sleep(PUBLISH_EVERY_MS);
    }
  }

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    orders = await startNatsCluster({ name: 'orders' });
    const { user, password } = orders.credentials.accounts.APP;
    connection = await connect({
      servers: orders.servers.map(server => server.url),
      user,
      pass: password,
      tls: { ca: orders.ca },
      maxReconnectAttempts: -1,
      reconnectTimeWait: 500,
    });
    jetstream = connection.jetstream();
    const manager = await connection.jetstreamManager();
    await manager.streams.add({
      name: 'ORDERS',
      subjects: ['orders.>'],
      num_replicas: 3,
      max_bytes: 64 * 1024 ** 2,
      max_age: nanos(3_600_000),
    });
    for (const durable_name of ['billing', 'shipping', 'mailer']) {
      await manager.consumers.add('ORDERS', {
        durable_name,
        ack_policy: 'explicit' as never,
        max_ack_pending: durable_name === 'shipping' ? 5 : 100,
        ack_wait: nanos(600_000),
      });
    }
    await manager.streams.add({
      name: 'ARCHIVE',
      subjects: ['archive.>'],
      num_replicas: 3,
      max_bytes: 64 * 1024 ** 2,
    });
    for (let i = 0; i < 20; i++) {
      await jetstream.publish('orders.new', `order ${i}`);
    }
    const shipping = await jetstream.consumers.get('ORDERS', 'shipping');
    const held = await shipping.fetch({ max_messages: 5, expires: 5_000 });
    for await (const message of held) {
      message.working();
    }
    work = keepWorking();

    origins = [await anyPort(), await anyPort()].map(
      port => `http://localhost:${port}`,
    );
    config = {
      backend: { cors: { origin: origins } },
      catalog: {
        locations: ['plugins/nats-backend/dev/catalog/organization.yaml']
          .concat('plugins/nats-backend/dev/catalog/clusters.yaml')
          .concat('templates/nats-broker/template.yaml')
          .concat('test/pagesCatalog.yaml')
          .map(target => ({ type: 'file', target })),
      },
      nats: {
        sampling: { interval: { seconds: 1 } },
        brokers: [
          orders.brokerConfig('orders', { cluster: 'local' }),
          {
            name: 'loyalty',
            cluster: 'minicloud',
            servers: `nats://127.0.0.1:${await anyPort()}`,
            accounts: [{ name: 'APP', user: 'app', password: 'not-told' }],
          },
        ],
      },
    };
    backend = await PortalBackend.create(folder, config);
    app = PortalApp.start(folder, origins[0], backend);
    await Promise.all([backend.start(), app.ready()]);
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: SIZES[0] });
    page = await context.newPage();
    page.setDefaultTimeout(STEP_MS);
    page.on('pageerror', error => faults.push(error.message));
    await page.goto(app.url);
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByRole('link', { name: 'Create' }).waitFor();
  });

  afterAll(async () => {
    closing = true;
    await browser?.close();
    await app?.stop();
    await backend?.kill();
    await work;
    await connection?.close();
    await Promise.all(revived.map(server => server.kill()));
    await orders?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function seen(locator: Locator): Promise<boolean> {
    await locator.first().waitFor();
    return locator.first().isVisible();
  }

  /** What axe calls serious or critical, colours as painted among it. */
  async function serious(): Promise<string[]> {
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { axe: run } = window as unknown as { axe: typeof axe };
      // The app's own menu of a narrow screen has a link without a name.
      const menu = '[class*="MuiBottomNavigation"]';
      const results = await run.run({ exclude: [[menu]] });
      return results.violations.map(({ id, impact, nodes }) => ({
        id,
        impact,
        nodes: nodes.map(({ html }) => html),
      }));
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(html => `${id}: ${html}`));
  }

  /** The app mounts its pages anew for another theme or size, maybe while they are scrolled. */
  async function settle(anchor: Locator): Promise<void> {
    const deadline = Date.now() + STEP_MS;
    for (;;) {
      await anchor.first().waitFor();
      const moved = await anchor
        .first()
        .scrollIntoViewIfNeeded()
        .catch((error: Error) => error);
      if (!moved) {
        return;
      }
      if (Date.now() > deadline) {
        throw moved;
      }
    }
  }

  /**
   * Takes pictures in light and dark, wide and narrow; what axe and the eye would mind.
   *
   * @param anchor - what the picture is of
   */
  async function look(name: string, anchor: Locator): Promise<string[]> {
    const minded: string[] = [];
    for (const size of SIZES) {
      for (const colorScheme of SCHEMES) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await settle(anchor);
        const how = `${name}-${colorScheme}-${size.width}`;
        await page.screenshot({ path: join(screenshots, `${how}.png`) });
        minded.push(...(await serious()).map(fault => `${how}: ${fault}`));
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        if (wider > 0) {
          minded.push(`${how}: ${wider} pixels wider than the screen`);
        }
      }
    }
    await page.setViewportSize(SIZES[0]);
    await anchor.first().waitFor();
    return minded;
  }

  /** A picture of what does not outlive another theme or size. */
  const shoot = (name: string) =>
    page.screenshot({ path: join(screenshots, `${name}.png`) });

  const open = (path: string) => page.goto(`${app.url}${path}`);
  const text = (words: string | RegExp) => page.getByText(words).first();

  it('shows a component in one sentence, and the worst consumer first', async () => {
    await open('/catalog/default/component/shop');
    expect(await seen(text(/Nobody reads/))).toBe(true);
    expect(await seen(text('3 of 3 servers'))).toBe(true);
    // Rows keep the order in which they came; the verdicts of now order them anew.
    await page.reload();
    expect(await seen(text(/Nobody reads/))).toBe(true);
    const card = page.getByRole('article').filter({ hasText: 'All consumers' });
    await card.screenshot({ path: join(screenshots, 'card.png') });
    expect(await look('card', text('All consumers'))).toEqual([]);
  });

  it('shows all consumers of a component', async () => {
    await open('/catalog/default/component/shop/nats');
    const row = page.getByRole('row').filter({ hasText: 'ORDERS/shipping' });
    expect(await seen(row.getByText(/warning · /))).toBe(true);
    expect(await look('consumers', row)).toEqual([]);
  });

  it('opens what is known of a consumer, and what to do', async () => {
    await page
      .getByRole('row')
      .filter({ hasText: 'ORDERS/mailer' })
      .first()
      .click();
    const todo = page.getByRole('dialog').getByText('What to do');
    expect(await seen(todo)).toBe(true);
    expect(await look('consumer', todo)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('shows the streams with their limits', async () => {
    await page.getByRole('tab', { name: 'Streams (1)' }).click();
    const stream = page.getByRole('row').filter({ hasText: 'ORDERS' });
    expect(await seen(stream)).toBe(true);
    expect(await look('streams', stream)).toEqual([]);
  });

  it('shows the servers with their certificates', async () => {
    await open('/catalog/default/resource/orders-broker/nats');
    await page.getByRole('tab', { name: 'Servers (3)' }).click();
    expect(await seen(text('Certificate ends'))).toBe(true);
    const servers = page.getByRole('tab', { name: 'Servers (3)' });
    expect(await look('servers', servers)).toEqual([]);
  });

  it('shows all brokers, worst first', async () => {
    await open('/nats');
    const row = page.getByRole('row').filter({ hasText: 'orders' });
    expect(await seen(row.getByText('ok', { exact: true }))).toBe(true);
    expect(await seen(text(/ORDERS\/mailer/))).toBe(true);
    expect(await look('fleet', row)).toEqual([]);
  });

  it('says which stream is not there, where an entity names one', async () => {
    await open('/catalog/default/component/returns/nats');
    expect(await seen(text(/There is no stream RETURNS/))).toBe(true);
    expect(await look('no-stream', text(/no stream RETURNS/))).toEqual([]);
  });

  it('says what to do where a stream has no consumer', async () => {
    await open('/catalog/default/component/archive/nats');
    expect(await seen(text('No consumers'))).toBe(true);
    expect(await look('empty', text('No consumers'))).toEqual([]);
  });

  it('says unknown, and no error, of a broker that was never reached', async () => {
    await open('/catalog/default/component/loyalty/nats');
    expect(await seen(text(/Never reached/))).toBe(true);
    expect(await look('never-reached', text(/Never reached/))).toEqual([]);
  });

  it('shows what can be read, and what not, of odd annotations', async () => {
    await open('/catalog/default/component/typos/nats');
    const odd = text('Not all annotations can be read');
    expect(await seen(odd)).toBe(true);
    expect(await seen(text('ORDERS/billing'))).toBe(true);
    expect(await look('partial', odd)).toEqual([]);
  });

  it('says that a broker is not configured', async () => {
    await open('/catalog/default/component/stranger/nats');
    expect(await seen(text(/nowhere/))).toBe(true);
    expect(await look('not-configured', text(/nowhere/))).toEqual([]);
  });

  it('stays away from who has nothing to do with NATS', async () => {
    await open('/catalog/default/component/silent');
    await text('Has nothing to do with NATS').waitFor();
    expect(await page.getByRole('tab', { name: 'NATS' }).count()).toBe(0);
  });

  const server = (index: number) => orders.servers[index];

  it('says that one of three servers is gone, and that nothing else is', async () => {
    await open('/catalog/default/resource/orders-broker/nats');
    await text('3 of 3 servers').waitFor();
    await server(2).kill();
    expect(await seen(text(/2 of 3 servers answer; away: n3/))).toBe(true);
    expect(await look('one-server-gone', text('2 of 3 servers'))).toEqual([]);
  });

  it('says that nothing works any more with two of three servers gone', async () => {
    await server(1).kill();
    expect(await seen(text(/1 of 3 servers answers, too few/))).toBe(true);
    expect(await seen(text(/away: n2, n3/))).toBe(true);
    expect(await look('two-servers-gone', text('1 of 3 servers'))).toEqual([]);
  });

  it('sees it work again', async () => {
    for (const index of [1, 2]) {
      revived.push(
        await NatsServerProcess.start(
          natsServerBinary(),
          server(index).configFile,
        ),
      );
    }
    expect(await seen(text('3 of 3 servers'))).toBe(true);
    await text(/too few for a majority/).waitFor({ state: 'hidden' });
    expect(await look('recovered', text('3 of 3 servers'))).toEqual([]);
  });

  it('keeps the numbers of servers that hang, greyed and with their age', async () => {
    const all = [server(0), ...revived];
    all.forEach(one => one.signal('SIGSTOP'));
    try {
      await page.locator('[data-stale=true]').first().waitFor();
      const minded = await look('stale', page.locator('[data-stale=true]'));
      expect(minded).toEqual([]);
    } finally {
      all.forEach(one => one.signal('SIGCONT'));
    }
    await page.locator('[data-stale=false]').first().waitFor();
  });

  it('asks for nothing while offline, and says so', async () => {
    const { pathname } = new URL(page.url());
    expect(pathname).toMatch(/orders-broker/);
    await page.context().setOffline(true);
    expect(await seen(text(/the browser is offline/))).toBe(true);
    let asked = 0;
    const count = () => asked++;
    page.on('request', count);
    await page.waitForTimeout(5_000);
    page.off('request', count);
    expect(asked).toBe(0);
    await page.context().setOffline(false);
    await text(/the browser is offline/).waitFor({ state: 'hidden' });
  });

  it('keeps the numbers when the portal itself does not answer, and says how old they are', async () => {
    await backend.kill();
    const old = text(/Numbers are .* old/);
    expect(await seen(old)).toBe(true);
    await shoot('portal-gone');
  });

  it('tells who may not see brokers that this is all', async () => {
    backend.configure({ ...config, ...VISITOR });
    await backend.start();
    await page.reload();
    const alone = page.getByText('No permission');
    expect(await seen(alone)).toBe(true);
    expect(await look('no-permission', alone)).toEqual([]);
  });

  it('keeps the pictures of the documents', () => {
    const pictures = Object.entries({
      card: 'card',
      tab: 'consumers-light-1280',
      drawer: 'consumer-light-1280',
      fleet: 'fleet-light-1280',
      'two-servers-gone': 'two-servers-gone-light-1280',
    }).map(([to, from]) => ({ to, file: join(screenshots, `${from}.png`) }));
    expect(pictures.filter(({ file }) => !existsSync(file))).toEqual([]);
    if (process.env.UPDATE_SCREENSHOT) {
      pictures.forEach(({ to, file }) =>
        copyFileSync(file, join(root, 'docs', `${to}.png`)),
      );
    }
  });

  describe('in an app of the former frontend system', () => {
    let legacy: PortalApp;

    beforeAll(async () => {
      const [, legacyUrl] = origins;
      legacy = PortalApp.start(folder, legacyUrl, backend, 'dev/legacy');
      await backend.kill();
      backend.configure(config);
      await Promise.all([backend.start(), legacy.ready()]);
      await page.goto(legacyUrl);
      const enter = page.getByRole('button', { name: 'Enter' });
      await enter.click();
      await enter.waitFor({ state: 'detached' });
      await page.goto(`${legacyUrl}/catalog/default/component/shop`);
    });

    afterAll(() => legacy?.stop());

    it('shows the card, and its way to the tab', async () => {
      expect(await seen(text('3 of 3 servers'))).toBe(true);
      await shoot('legacy-card');
      await page.getByRole('link', { name: 'All consumers' }).click();
      const row = page.getByRole('row').filter({ hasText: 'ORDERS/mailer' });
      expect(await seen(row)).toBe(true);
      await shoot('legacy-tab');
    });

    it('shows an example to copy where an entity names no broker', async () => {
      await page.goto(`${legacy.url}/catalog/default/component/silent`);
      expect(await seen(text('No broker named'))).toBe(true);
      expect(await look('no-annotation', text('No broker named'))).toEqual([]);
    });

    it('shows all brokers', async () => {
      await page.goto(`${legacy.url}/nats`);
      const row = page.getByRole('row').filter({ hasText: 'orders' });
      expect(await seen(row)).toBe(true);
      await shoot('legacy-fleet');
    });

    it('shows the fields of templates', async () => {
      await page.goto(`${legacy.url}/create/templates/default/nats-broker`);
      await page.getByRole('textbox', { name: 'Cluster' }).click();
      await page.getByRole('option', { name: 'minicloud' }).click();
      for (let i = 0; i < 3; i++) {
        await page.getByRole('button', { name: 'Next' }).click();
      }
      const sums = page.getByRole('tab', { name: 'Sums' });
      expect(await seen(sums)).toBe(true);
      await shoot('legacy-create');
    });
  });

  it('saw no error in the browser', () => {
    expect(faults).toEqual([]);
  });
});
