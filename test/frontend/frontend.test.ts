import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import { Browser, ElementHandle, Page } from 'playwright-core';
import { openBrowser } from '../openBrowser';
import { buildFrontend } from './buildFrontend';
import { FakePortal } from './FakePortal';
import {
  BROKERS,
  CONSUMERS,
  detailOf,
  entityOf,
  fleetOf,
  pageOf,
} from './largeFleet';
import { Scrolled, scrollThrough } from './scrollThrough';
import { SESSION } from './session';

const STEP_MS = 90_000;
const reports = resolve(__dirname, '../../.local/screenshots/frontend');

jest.setTimeout(10 * STEP_MS);

const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

/** Rows that are in view on a screen of this size, and those kept around: never more. */
const MOST_ROWS = 40;

const entity = (
  kind: string,
  name: string,
  owner: string,
  annotations: Record<string, string>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', annotations },
  spec: { type: 'nats-broker', lifecycle: 'production', owner },
  relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
});

const ENTITIES = [
  entity('Component', 'shop', 'team-a', {
    'nats.io/broker': 'broker-001',
    'nats.io/consumers':
      'ORDERS/worker-00000, ORDERS/worker-00001, ORDERS/worker-00002',
  }),
  entity('Component', 'platform', 'team-b', { 'nats.io/broker': 'broker-002' }),
];

const SHOP = '/catalog/default/component/shop';

/** The views, what each asks for, and its parts in the order of its skeleton's. */
const VIEWS = [
  {
    view: 'card',
    path: SHOP,
    asks: '/entities/component/default/shop',
    parts: ['[data-room]', 'dl', 'ul'],
  },
  {
    view: 'content',
    path: `${SHOP}/nats`,
    asks: '/entities/component/default/shop',
    parts: ['[data-room]', 'dl', '[role=tablist]'],
  },
  {
    view: 'fleet',
    path: '/nats',
    asks: '/fleet',
    parts: ['[data-room]', 'dl', 'article'],
  },
];

type View = ElementHandle<HTMLElement>;

/** What the plugin is in production, on a backend that says what is wanted. */
describe('the frontend as built for production', () => {
  let browser: Browser;
  let page: Page;
  let portal: FakePortal;
  const faults: string[] = [];
  const scrolled: Record<string, Scrolled> = {};
  /** Of the sampling: each answer has other numbers than the one before. */
  let round = 0;

  beforeAll(async () => {
    mkdirSync(reports, { recursive: true });
    portal = await FakePortal.start();
    portal.serve(await buildFrontend(portal.origin));
    portal.answer('/auth/guest/refresh', () => SESSION);
    portal.answer('/catalog/entities', () => ENTITIES);
    for (const item of ENTITIES) {
      const at = `component/default/${item.metadata.name}`;
      portal.answer(`/catalog/entities/by-name/${at}`, () => item);
    }
    portal.answer('/nats/entities/component/default/shop', () =>
      entityOf(3, round++),
    );
    portal.answer('/nats/entities/component/default/platform', () =>
      entityOf(CONSUMERS, round++),
    );
    portal.answer('/nats/brokers/broker-001/consumers', url =>
      pageOf(url, round++),
    );
    portal.answer(
      '/nats/brokers/broker-001/consumers/ORDERS/worker-00001',
      () => detailOf(1, round++),
    );
    portal.answer('/nats/fleet', () => fleetOf(BROKERS, round++));
    browser = await openBrowser();
    page = await browser.newPage({ reducedMotion: 'reduce' });
    page.setDefaultTimeout(STEP_MS);
    page.on('pageerror', error => faults.push(error.message));
    await page.addInitScript(() => {
      const started: string[] = [];
      Object.assign(window, { started });
      document.addEventListener('animationstart', ({ animationName }) =>
        started.push(animationName),
      );
    });
    await page.goto(portal.origin);
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByRole('link', { name: 'NATS' }).first().waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  /** Pixels of each part below the first. */
  function topsOf(view: View, parts: readonly string[]): Promise<number[]> {
    return view.evaluate((element, selectors) => {
      const tops = selectors.map(
        selector =>
          element.querySelector(selector)?.getBoundingClientRect().top,
      );
      return tops.map(top => Math.round((top ?? NaN) - (tops[0] ?? NaN)));
    }, parts);
  }

  /** Pixels of everything that stands in rows below the first of it. */
  function allTopsOf(view: View): Promise<number[]> {
    return view.evaluate(element => {
      const first = element.getBoundingClientRect().top;
      return [...element.querySelectorAll('dt, li, article, h2, [role]')].map(
        part => Math.round(part.getBoundingClientRect().top - first),
      );
    });
  }

  const heightOf = (view: View) =>
    view.evaluate(element => element.getBoundingClientRect().height);

  /** Asks as the page does when somebody comes back to it, and waits for other numbers. */
  async function refresh(view: View): Promise<void> {
    const before = await view.textContent();
    await page.evaluate(() =>
      document.dispatchEvent(new Event('visibilitychange')),
    );
    await page.waitForFunction(
      ([element, text]) => element.textContent !== text,
      [view, before] as const,
    );
  }

  it.each(VIEWS.flatMap(view => SIZES.map(size => ({ ...view, size }))))(
    'shows the $view after one request, and nothing moves then, at $size.width pixels',
    async ({ view: name, path, asks, parts, size }) => {
      await page.setViewportSize(size);
      const release = portal.hold();
      portal.asked.length = 0;
      await page.goto(`${portal.origin}${path}`);
      const skeleton = page.getByTestId(`nats-${name}-skeleton`);
      await skeleton.waitFor();
      expect(portal.asked).toEqual([asks]);

      const held = await skeleton.evaluateHandle(
        element => element.closest('article') ?? element.parentElement,
      );
      const view = held as View;
      const before = await skeleton.evaluate(element => {
        const tops = [...element.children].map(
          child => child.getBoundingClientRect().top,
        );
        return tops.map(top => Math.round(top - tops[0]));
      });
      const height = await heightOf(view);
      release();
      await skeleton.waitFor({ state: 'detached' });
      expect(await topsOf(view, parts)).toEqual(before.slice(0, parts.length));
      // Other cards stand below it; below the others is nothing.
      const grown = (await heightOf(view)) - height;
      expect(name === 'card' ? grown : 0).toBe(0);

      await page.evaluate(() => document.fonts.ready);
      const still = await allTopsOf(view);
      for (let i = 0; i < 3; i++) {
        await refresh(view);
        expect(await allTopsOf(view)).toEqual(still);
      }
      await page.screenshot({
        path: join(reports, `${name}-${size.width}.png`),
      });
    },
  );

  it('draws of a hundred brokers those in view', async () => {
    await page.setViewportSize(SIZES[0]);
    await page.goto(`${portal.origin}/nats`);
    const grid = page.getByRole('grid', { name: 'Brokers' });
    await grid.waitFor();
    expect(await grid.getAttribute('aria-rowcount')).toBe(`${BROKERS + 1}`);
    scrolled.brokers = await scrollThrough({ browser, page }, grid, 40);
    expect(scrolled.brokers.most).toBeLessThanOrEqual(MOST_ROWS);
  });

  it('draws of ten thousand consumers those in view, and leads to the last', async () => {
    await page.goto(`${portal.origin}/catalog/default/component/platform/nats`);
    const grid = page.getByRole('grid', { name: 'Consumers' });
    await page.getByText(/of 10,000 shown/).waitFor();
    expect(await grid.getAttribute('aria-rowcount')).toBe(`${CONSUMERS + 1}`);
    scrolled.consumers = await scrollThrough({ browser, page }, grid, 3_200);
    expect(scrolled.consumers.most).toBeLessThanOrEqual(MOST_ROWS);
    expect(await page.getByText('ORDERS/worker-09999').count()).toBe(1);
    const pages = portal.asked.filter(path => path.includes('/consumers?'));
    expect(pages.length).toBeGreaterThanOrEqual(CONSUMERS / 200);
    expect(pages.filter(path => !path.includes('entity='))).toEqual([]);
    // How long tasks are hangs on the machine: a figure to look at, and no test.
    const report = JSON.stringify(scrolled, undefined, 2);
    writeFileSync(join(reports, 'scrolling.json'), `${report}\n`);
  });

  it('is used by keyboard alone, without motion for who wants none', async () => {
    const at = () =>
      page.evaluate(() => document.activeElement?.textContent ?? '');
    const press = (key: string) => page.keyboard.press(key);
    /** Goes on until something has the focus. */
    async function tabTo(name: RegExp) {
      const been: string[] = [];
      while (!name.test(await at())) {
        been.push(await at());
        expect(been.length).toBeLessThan(60);
        await press('Tab');
      }
    }
    await page.goto(`${portal.origin}${SHOP}/nats`);
    await page.getByRole('grid', { name: 'Consumers' }).waitFor();
    await tabTo(/worker-00000$/);
    await press('ArrowDown');
    expect(await at()).toMatch(/worker-00001$/);
    await press('Enter');
    const dialog = page.getByRole('dialog', { name: 'ORDERS/worker-00001' });
    await dialog.waitFor();
    expect(
      await dialog.evaluate(element =>
        element.contains(document.activeElement),
      ),
    ).toBe(true);
    await page.getByRole('img', { name: /Chart: Rates/ }).waitFor();
    await tabTo(/^The same as a table$/);
    await press('Enter');
    const table = dialog.getByRole('table', { name: 'The same as a table' });
    await table.waitFor();
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await at()).toMatch(/worker-00001$/);
    const started: string[] = await page.evaluate('window.started');
    expect(started.filter(name => /fade|dialog/.test(name))).toEqual([]);
  });

  it('saw no error in the browser', () => {
    expect(faults).toEqual([]);
  });
});
