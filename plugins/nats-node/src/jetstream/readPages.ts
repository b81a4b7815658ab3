import { forEachBounded } from '../forEachBounded';
import { ListPage } from './ListPage';

/** Lists that are read at a time; more than this did not read them faster (measured on nats-server 2.15.1). */
export const LISTS_AT_ONCE = 16;
/** In a cluster all servers gather each page of streams. */
const PAGES_AT_ONCE = 4;

/** A list of which all pages were read. */
export interface FullList<T> {
  items: T[];
  missing: Set<string>;
  offline: Record<string, string>;
}

/** Reads the first page, which says how many there are, and then the others together. */
export async function readPages<T>(
  readPage: (offset: number) => Promise<ListPage<T>>,
): Promise<FullList<T>> {
  const list: FullList<T> = { items: [], missing: new Set(), offline: {} };
  const add = (page: ListPage<T>) => {
    page.items.forEach(item => list.items.push(item));
    page.missing.forEach(name => list.missing.add(name));
    Object.assign(list.offline, page.offline);
  };
  const first = await readPage(0);
  add(first);
  const size =
    first.limit ||
    first.items.length +
      first.missing.length +
      Object.keys(first.offline).length;
  if (size > 0 && first.total > size) {
    const offsets = Array.from(
      { length: Math.ceil(first.total / size) - 1 },
      (_, i) => (i + 1) * size,
    );
    await forEachBounded(offsets, PAGES_AT_ONCE, async offset =>
      add(await readPage(offset)),
    );
  }
  return list;
}
