import { Browser, Locator, Page } from 'playwright-core';

/** How it went to scroll through a table. */
export interface Scrolled {
  /** Rows that existed at once at most, the header among them; a count. */
  most: number;
  frames: number;
  /** Tasks that took the page's thread more than 50 ms of its own time, each in milliseconds. */
  longTasks: number[];
}

/** Milliseconds; a longer task is felt (W3C, Long Tasks). */
const LONG_MS = 50;

interface TraceEvent {
  name: string;
  tid: number;
  /** Microseconds that the thread itself had, whatever else the machine did. */
  tdur?: number;
  args: { name?: string };
}

function longTasksIn(trace: Buffer): number[] {
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(
    trace.toString('utf8'),
  );
  const mains = new Set(
    traceEvents
      .filter(({ args }) => args.name === 'CrRendererMain')
      .map(({ tid }) => tid),
  );
  return traceEvents
    .filter(({ name, tid }) => name.endsWith('RunTask') && mains.has(tid))
    .map(({ tdur = 0 }) => tdur / 1000)
    .filter(duration => duration > LONG_MS);
}

/**
 * Scrolls a table to the end of all its rows, a step a frame, and waits at the end of
 * those that are here for those that are not.
 *
 * @param step - pixels
 */
export async function scrollThrough(
  { browser, page }: { browser: Browser; page: Page },
  grid: Locator,
  step: number,
): Promise<Scrolled> {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  const seen = await grid.evaluate(async (element, pixels) => {
    const frame = () => new Promise(requestAnimationFrame);
    const rows = () => [...element.querySelectorAll('[aria-rowindex]')];
    const indexOf = (row: Element) => Number(row.getAttribute('aria-rowindex'));
    const total = Number(element.getAttribute('aria-rowcount'));
    let most = 0;
    let frames = 0;
    while (!rows().some(row => indexOf(row) === total)) {
      element.scrollTop += pixels;
      await frame();
      frames++;
      most = Math.max(most, rows().length);
    }
    return { most, frames };
  }, step);
  return { ...seen, longTasks: longTasksIn(await browser.stopTracing()) };
}
