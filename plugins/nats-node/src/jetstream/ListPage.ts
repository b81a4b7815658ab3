import { Reply } from './JetStreamRequests';

/** One page of a list, and what the servers could not say in time. */
export interface ListPage<T> {
  items: T[];
  /** All items of all pages, a count. */
  total: number;
  /** Items of a full page, a count. */
  limit: number;
  /** Names of assets that exist and did not answer. */
  missing: string[];
  /** Names of assets that the servers cannot run, with the reason. */
  offline: Record<string, string>;
}

/** What every reply with a page of a list has beside its items. */
export interface ListReply extends Reply {
  total?: number;
  limit?: number;
  missing?: string[] | null;
  offline?: Record<string, string> | null;
}

/** The page of a reply. @param items - as the reply has them */
export function toPage<T>(
  reply: ListReply,
  items: T[] | null | undefined,
): ListPage<T> {
  return {
    items: items ?? [],
    total: reply.total ?? 0,
    limit: reply.limit ?? 0,
    missing: reply.missing ?? [],
    offline: reply.offline ?? {},
  };
}
