import { randomUUID } from 'node:crypto';
import { VerdictLevel } from '@nats-portal/plugin-nats-common';
import { comparePlaces, Cursor, Place, writeCursor } from './Cursor';

/** Somebody who reads page by page is back within this, milliseconds. */
const KEPT_MS = 600_000;
/** Orders that are kept; one of 100,000 consumers takes a megabyte. */
const MOST = 16;

interface Order<T> {
  id: string;
  query: string;
  version: string | undefined;
  at: number;
  items: T[];
  levels: Levels;
}

/** How many there are of each level. */
export type Levels = Record<VerdictLevel, number>;

/** What a list has; `levels` whatever level was asked for. */
export interface Matches<T> {
  rows: { item: T; place: Place }[];
  levels: Levels;
}

/** A page is of this list. */
export interface Listing<T> {
  /** Names the broker and everything that was asked for but the page. */
  query: string;
  sort: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Of the state that is listed; undefined where that changes by the moment. */
  version: string | undefined;
  /** Everything that matches now, in no order. */
  match: () => Matches<T> | Promise<Matches<T>>;
  placeOf: (item: T) => Place;
  /** The same as it is now; undefined where it is gone. */
  current: (item: T) => T | undefined;
}

/** A part of an order. */
export interface Page<T> {
  items: T[];
  /** How many the order has. */
  total: number;
  levels: Levels;
  nextCursor?: string;
}

/**
 * Orders that were shown in part. What follows a page is of the order that it was of,
 * so that nothing is shown twice or left out because a sample came in between. Where the
 * order is gone, or another replica of the backend has it, the page goes on behind the
 * last one that was shown.
 */
export class KeptOrders<T> {
  /** The one that was used longest ago first. */
  readonly #orders = new Map<string, Order<T>>();

  /** @param cursor - where the page before ended; the first page without */
  async page(
    listing: Listing<T>,
    { cursor, limit }: { cursor?: Cursor; limit: number },
  ): Promise<Page<T>> {
    const { order, from } = await this.#find(listing, cursor);
    const shown = order.items.slice(from, from + limit);
    const last = shown[shown.length - 1];
    const end = from + shown.length;
    return {
      items: shown.flatMap(item => listing.current(item) ?? []),
      total: order.items.length,
      levels: order.levels,
      ...(last !== undefined && end < order.items.length
        ? {
            nextCursor: writeCursor({
              sort: listing.sort,
              order: order.id,
              shown: end,
              last: listing.placeOf(last),
            }),
          }
        : {}),
    };
  }

  async #find(
    listing: Listing<T>,
    cursor: Cursor | undefined,
  ): Promise<{ order: Order<T>; from: number }> {
    const { query, version, now } = listing;
    this.#forget(now);
    const known = cursor
      ? this.#orders.get(cursor.order)
      : [...this.#orders.values()].find(
          order =>
            order.query === query &&
            order.version === version &&
            version !== undefined,
        );
    if (known?.query === query) {
      this.#keep({ ...known, at: now });
      return { order: known, from: cursor?.shown ?? 0 };
    }
    const { rows, levels } = await listing.match();
    const sorted = rows.sort((a, b) => comparePlaces(a.place, b.place));
    const order = {
      id: randomUUID().slice(0, 8),
      query,
      version,
      at: now,
      items: sorted.map(({ item }) => item),
      levels,
    };
    this.#keep(order);
    const next = cursor
      ? sorted.findIndex(({ place }) => comparePlaces(place, cursor.last) > 0)
      : 0;
    return { order, from: next < 0 ? sorted.length : next };
  }

  #keep(order: Order<T>): void {
    this.#orders.delete(order.id);
    this.#orders.set(order.id, order);
  }

  #forget(now: number): void {
    for (const [id, { at }] of this.#orders) {
      if (this.#orders.size < MOST && Math.abs(now - at) <= KEPT_MS) {
        return;
      }
      this.#orders.delete(id);
    }
  }
}
