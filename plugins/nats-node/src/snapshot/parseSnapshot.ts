import { toError } from '@backstage/errors';
import {
  BrokerSnapshot,
  SnapshotSource,
} from '@nats-portal/plugin-nats-common';
import { LeaderRows } from './LeaderRows';
import { timeOf } from './numbers';
import { markGone } from './markGone';
import { readJsz } from './readJsz';
import {
  JszData,
  LongReply,
  ServerReplies,
  ServerReply,
} from './serverReplies';
import { takeTurns } from '../takeTurns';
import { nameOf, toServer } from './toServer';

/** Rows that are taken in without a rest: some microseconds of work. */
const ROWS = 64;

/** How the answers came, and who should have answered. */
export interface SnapshotContext {
  source: Exclude<SnapshotSource, 'jetstream'>;
  /** The reader's clock, milliseconds since 1970. */
  now: number;
  /** Names of servers that should have answered. */
  missing?: readonly string[];
  signal?: AbortSignal;
}

type AnyReply = Pick<ServerReply<unknown>, 'server' | 'error'>;

function problemsOf(replies: ServerReplies): string[] {
  const errors = (kind: 'varz' | 'jsz') =>
    (replies[kind] as AnyReply[])
      .filter(({ error }) => error)
      .map(
        ({ server, error }) =>
          `${nameOf(server)} answered ${kind.toUpperCase()} with an error: ${
            error?.description ?? 'without a description'
          }`,
      );
  const ids = (kind: 'varz' | 'jsz') =>
    new Set((replies[kind] as AnyReply[]).map(({ server }) => server?.id));
  const half = (of: 'varz' | 'jsz', without: 'varz' | 'jsz') =>
    (replies[of] as AnyReply[])
      .filter(({ server }) => !ids(without).has(server?.id))
      .map(
        ({ server }) =>
          `${nameOf(server)} did not answer ${without.toUpperCase()}`,
      );
  return [
    ...errors('varz'),
    ...errors('jsz'),
    ...half('varz', 'jsz'),
    ...half('jsz', 'varz'),
  ];
}

async function readReply(
  reply: LongReply,
  rows: LeaderRows,
  context: SnapshotContext,
): Promise<JszData | undefined> {
  const server = nameOf(reply.server);
  const at = timeOf(reply.server?.time) ?? context.now;
  // A server that stands alone says that it leads its streams, and nothing of its consumers.
  const isAlone = !reply.server?.cluster;
  return takeTurns(
    readJsz(reply.bytes, {
      source: context.source,
      visitor: {
        *stream(account, stream, consumers) {
          const row = { account, server, at };
          rows.addStream(
            row,
            isAlone ? { ...stream, cluster: undefined } : stream,
          );
          const place = { ...row, stream: stream.name ?? '' };
          let count = 0;
          for (const consumer of consumers) {
            rows.addConsumer(place, consumer);
            if (++count % ROWS === 0) {
              yield;
            }
          }
        },
      },
    }),
    context.signal,
  );
}

/**
 * Puts the answers of all servers together. Only rows of leaders count; what
 * followers alone know of is listed as leaderless. An answer that cannot be read is a
 * problem and hides no other.
 */
export async function parseSnapshot(
  replies: ServerReplies,
  context: SnapshotContext,
): Promise<BrokerSnapshot> {
  const { source, now, missing = [], signal } = context;
  const rows = new LeaderRows();
  const jszById = new Map<string | undefined, JszData>();
  const unread: string[] = [];
  for (const reply of replies.jsz) {
    try {
      const data = reply.error
        ? undefined
        : await readReply(reply, rows, context);
      if (data) {
        jszById.set(reply.server?.id, data);
      }
    } catch (error) {
      signal?.throwIfAborted();
      unread.push(
        `${nameOf(reply.server)} answered JSZ and ${toError(error).message}`,
      );
    }
  }
  const { problems, ...found } = await takeTurns(rows.collect(), signal);
  const healthById = new Map(
    (replies.healthz ?? []).map(({ server, data }) => [server?.id, data]),
  );
  const servers = replies.varz
    .filter(({ data }) => data)
    .map(reply =>
      toServer(
        reply,
        {
          jsz: jszById.get(reply.server?.id),
          healthz: healthById.get(reply.server?.id),
        },
        now,
      ),
    )
    .sort((a, b) => a.name.localeCompare(b.name));
  const answering = new Set(
    [...replies.varz, ...replies.jsz].map(({ server }) => nameOf(server)),
  );
  for (const { jetstream } of servers) {
    markGone(jetstream?.metaReplicas, answering);
  }
  for (const { replicas } of found.streams) {
    markGone(replicas, answering);
  }
  for (const { replicas } of found.consumers) {
    markGone(replicas, answering);
  }
  return {
    at: now,
    source,
    servers,
    ...found,
    problems: [...problemsOf(replies), ...unread, ...problems],
    ...(missing.length > 0 ? { silent: [...missing] } : {}),
  };
}
