import { useCallback, useRef } from 'react';
import { Polled, usePolling } from './usePolling';
import { usePollingMessages } from './usePollingMessages';

/** A page as the REST API has it, whatever its rows are. */
export interface ListPage<T, Facts> {
  rows: T[];
  /** What holds of the whole list. */
  facts: Facts;
  /** Absent on the last page. */
  nextCursor?: string;
}

/** The pages of a list that were asked for so far. */
export interface PagedList<T, Facts> extends ListPage<T, Facts> {
  /** Of which list this is. */
  key: string;
}

/** Milliseconds that one page of many costs both sides; what has more pages is asked for less often. */
const DELAY_OF_A_PAGE_MS = 1_000;

interface Shown<T, Facts> {
  key: string;
  pages: ListPage<T, Facts>[];
  /** The next request is for one page more, and not for those that are shown. */
  wantsMore: boolean;
}

function join<T, Facts>(
  key: string,
  pages: readonly ListPage<T, Facts>[],
): PagedList<T, Facts> {
  const { facts, nextCursor } = pages[pages.length - 1];
  return { key, rows: pages.flatMap(({ rows }) => rows), facts, nextCursor };
}

/**
 * A list that is too long for one reply: pages are added as somebody asks for more,
 * and all of them are asked for again and again, one after the other, so that they
 * are of one order.
 */
export function usePagedList<T, Facts>(options: {
  /** Another key means another list. */
  key: string;
  load(
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<ListPage<T, Facts>>;
  /** Milliseconds between two samples of the broker. */
  intervalMs: number;
}): { polled: Polled<PagedList<T, Facts>>; more(): void } {
  const { key, load, intervalMs } = options;
  const shown = useRef<Shown<T, Facts>>({ key, pages: [], wantsMore: false });

  const polled = usePolling<PagedList<T, Facts>>({
    key,
    load: async signal => {
      const before = shown.current.key === key ? shown.current : undefined;
      const old = before?.pages ?? [];
      const next = old[old.length - 1]?.nextCursor;
      const pages: ListPage<T, Facts>[] = [];
      try {
        if (before?.wantsMore && next !== undefined) {
          pages.push(...old, await load(next, signal));
        } else {
          let cursor: string | undefined;
          do {
            const page = await load(cursor, signal);
            pages.push(page);
            cursor = page.nextCursor;
          } while (cursor !== undefined && pages.length < old.length);
        }
      } catch (error) {
        // Whoever wants more has to be able to ask again.
        shown.current.wantsMore = false;
        throw error;
      }
      if (!signal.aborted) {
        shown.current = { key, pages, wantsMore: false };
      }
      return join(key, pages);
    },
    delayOf: () =>
      Math.max(intervalMs, shown.current.pages.length * DELAY_OF_A_PAGE_MS),
    messages: usePollingMessages(),
  });

  const { refresh } = polled;
  const more = useCallback(() => {
    const { pages, wantsMore } = shown.current;
    if (!wantsMore && pages[pages.length - 1]?.nextCursor !== undefined) {
      shown.current.wantsMore = true;
      refresh();
    }
  }, [refresh]);
  return { polled, more };
}
