import fc from 'fast-check';
import { Place, readCursor } from './Cursor';
import { KeptOrders, Listing } from './KeptOrders';

const NOW = Date.UTC(2026, 0, 1);
const NONE = { ok: 0, info: 0, unknown: 0, warning: 0, error: 0 };

/** Items by name, with the rank that they have at the moment. */
type Ranks = Map<string, number>;

function listing(ranks: Ranks, over: Partial<Listing<string>> = {}) {
  const placeOf = (name: string): Place => ({
    rank: ranks.get(name) ?? 0,
    account: 'APP',
    stream: 'JOBS',
    name,
  });
  return {
    query: 'all',
    sort: 'backlog',
    now: NOW,
    version: '1',
    match: () => ({
      rows: [...ranks.keys()].map(item => ({ item, place: placeOf(item) })),
      levels: NONE,
    }),
    placeOf,
    current: (name: string) => (ranks.has(name) ? name : undefined),
    ...over,
  };
}

const cursorOf = (text: string | undefined) =>
  text === undefined ? undefined : readCursor(text);

describe('KeptOrders', () => {
  it('shows everything once, whatever changes between the pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 7 }),
        fc.infiniteStream(fc.integer({ min: -9, max: 9 })),
        async (names, limit, numbers) => {
          const orders = new KeptOrders<string>();
          const shown: string[] = [];
          let next: string | undefined;
          let revision = 0;
          do {
            const ranks = new Map(
              names.map(name => [name, numbers.next().value ?? 0]),
            );
            const page = await orders.page(
              listing(ranks, { version: String(revision++) }),
              {
                cursor: cursorOf(next),
                limit,
              },
            );
            expect(page.total).toBe(names.length);
            shown.push(...page.items);
            next = page.nextCursor;
          } while (next !== undefined);
          expect([...shown].sort()).toEqual([...names].sort());
        },
      ),
    );
  });

  it('goes on behind the last one where another replica showed it', async () => {
    const ranks: Ranks = new Map([
      ['a', -3],
      ['b', -2],
      ['c', -2],
      ['d', 0],
    ]);
    const { items, nextCursor } = await new KeptOrders<string>().page(
      listing(ranks),
      { limit: 2 },
    );
    expect(items).toEqual(['a', 'b']);
    const rest = await new KeptOrders<string>().page(listing(ranks), {
      cursor: cursorOf(nextCursor),
      limit: 9,
    });
    expect(rest).toEqual({ items: ['c', 'd'], total: 4, levels: NONE });
  });

  it('leaves out what is gone by now', async () => {
    const orders = new KeptOrders<string>();
    const ranks: Ranks = new Map([
      ['a', 0],
      ['b', 0],
      ['c', 0],
    ]);
    const { nextCursor } = await orders.page(listing(ranks), { limit: 1 });
    ranks.delete('b');
    const page = await orders.page(listing(ranks, { version: '2' }), {
      cursor: cursorOf(nextCursor),
      limit: 9,
    });
    expect(page.items).toEqual(['c']);
  });

  it('sorts once for each sample', async () => {
    const orders = new KeptOrders<string>();
    const match = jest.fn(() => ({ rows: [], levels: NONE }));
    const of = (version: string | undefined) =>
      orders.page(listing(new Map(), { match, version }), { limit: 1 });
    await of('1');
    await of('1');
    expect(match).toHaveBeenCalledTimes(1);
    await of('2');
    expect(match).toHaveBeenCalledTimes(2);
    await of(undefined);
    await of(undefined);
    expect(match).toHaveBeenCalledTimes(4);
  });

  it('does not take the place in one list for one in another', async () => {
    const orders = new KeptOrders<string>();
    const { nextCursor } = await orders.page(
      listing(
        new Map([
          ['a', 0],
          ['b', 0],
        ]),
      ),
      { limit: 1 },
    );
    const other = listing(new Map([['c', 0]]), { query: 'others' });
    const cursor = cursorOf(nextCursor);
    const { items } = await orders.page(other, { cursor, limit: 9 });
    expect(items).toEqual(['c']);
  });
});
