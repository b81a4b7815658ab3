import { Locator } from 'playwright-core';

/** How it went to scroll through a table. */
export interface Scrolled {
  /** Rows that existed at once at most, the header among them; a count. */
  most: number;
  frames: number;
  /** Tasks of more than 50 ms meanwhile, each in milliseconds. */
  longTasks: number[];
}

/**
 * Scrolls a table to the end of all its rows, a step a frame, and waits at the end of
 * those that are here for those that are not.
 *
 * @param step - pixels
 */
export function scrollThrough(grid: Locator, step: number): Promise<Scrolled> {
  return grid.evaluate(async (element, pixels) => {
    const longTasks: number[] = [];
    const observer = new PerformanceObserver(list =>
      longTasks.push(...list.getEntries().map(({ duration }) => duration)),
    );
    observer.observe({ type: 'longtask' });
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
    observer.disconnect();
    return { most, frames, longTasks };
  }, step);
}
