import { z } from 'zod';

/** A place in an order of streams or consumers. */
export interface Place {
  /** Ascending; what it is depends on the order. */
  rank: number;
  account: string;
  stream: string;
  /** Of a consumer; empty for a stream. */
  name: string;
}

/** Where a page ended. */
export interface Cursor {
  sort: string;
  /** The order that the page was of, as this replica of the backend may still have it … */
  order: string;
  /** … and how many of it were shown. */
  shown: number;
  /** The last one that was shown, for when it has not. */
  last: Place;
}

const shape = z.tuple([
  z.string(),
  z.string(),
  z.int().min(0),
  z.number(),
  z.string(),
  z.string(),
  z.string(),
]);

/** An opaque text that can stand in a URL. */
export function writeCursor({ sort, order, shown, last }: Cursor): string {
  const { rank, account, stream, name } = last;
  const parts = [sort, order, shown, rank, account, stream, name];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Undefined for what is no cursor. */
export function readCursor(text: string): Cursor | undefined {
  try {
    const json = Buffer.from(text, 'base64url').toString('utf8');
    const { success, data } = shape.safeParse(JSON.parse(json));
    if (!success) {
      return undefined;
    }
    const [sort, order, shown, rank, account, stream, name] = data;
    return { sort, order, shown, last: { rank, account, stream, name } };
  } catch {
    return undefined;
  }
}

const byText = (a: string, b: string) => {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
};

/** By rank, then by name: the same on every replica. */
export function comparePlaces(a: Place, b: Place): number {
  return (
    a.rank - b.rank ||
    byText(a.stream, b.stream) ||
    byText(a.name, b.name) ||
    byText(a.account, b.account)
  );
}
