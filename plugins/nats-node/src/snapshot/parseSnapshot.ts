import {
  BrokerSnapshot,
  ConsumerSnapshot,
  LeaderlessConsumer,
  ServerSnapshot,
  StreamSnapshot,
} from '@nats-portal/plugin-nats-common';
import {
  ConsumerDetail,
  JszData,
  ServerReplies,
  ServerReply,
  StreamDetail,
  VarzData,
} from './serverReplies';

/** What is no count of bytes stands for "no limit": -1, or its bits as an unsigned number (2^64 - 1). */
function limitOf(bytes: number | undefined): number | undefined {
  return bytes === undefined || bytes < 0 || !Number.isSafeInteger(bytes)
    ? undefined
    : bytes;
}

function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}

function nameOf(reply: ServerReply<unknown>): string {
  return reply.server?.name ?? reply.server?.id ?? 'a server without a name';
}

function toJetStream(data: JszData): ServerSnapshot['jetstream'] {
  if (data.disabled) {
    return undefined;
  }
  const storageLimit = limitOf(data.config?.max_storage);
  const meta = data.meta_cluster;
  return {
    storageUsed: data.storage ?? 0,
    // Unlimited reservations reserve nothing that could be counted.
    storageReserved: limitOf(data.reserved_storage) ?? 0,
    memoryUsed: data.memory ?? 0,
    ...(storageLimit === undefined ? {} : { storageLimit }),
    ...(meta
      ? { metaLeader: meta.leader ?? '', clusterSize: meta.cluster_size ?? 0 }
      : {}),
  };
}

function toServer(
  varz: ServerReply<VarzData>,
  jsz: ServerReply<JszData> | undefined,
  now: number,
): ServerSnapshot {
  const { server, data } = varz;
  const jetstream = jsz?.data && toJetStream(jsz.data);
  const at = timeOf(data?.now) ?? timeOf(server?.time) ?? now;
  return {
    id: server?.id ?? data?.server_id ?? '',
    name: nameOf(varz),
    version: data?.version ?? server?.ver ?? '',
    at,
    startedAt: timeOf(data?.start) ?? at,
    connections: data?.connections ?? 0,
    memory: data?.mem ?? 0,
    slowConsumers: data?.slow_consumers ?? 0,
    ...(jetstream ? { jetstream } : {}),
  };
}

/**
 * Followers report counters that are wrong by design, and `num_pending` of 0 above
 * all. No leader at all is written as an empty name, no cluster as nothing.
 */
function isLeader(
  cluster: { leader?: string } | undefined,
  server: string,
): boolean {
  return cluster === undefined || cluster.leader === server;
}

function toStream(
  account: string,
  name: string,
  { state }: StreamDetail,
): StreamSnapshot {
  return {
    account,
    name,
    messages: state?.messages ?? 0,
    bytes: state?.bytes ?? 0,
    firstSequence: state?.first_seq ?? 0,
    lastSequence: state?.last_seq ?? 0,
  };
}

function toConsumer(
  place: { account: string; stream: string; name: string; at: number },
  detail: ConsumerDetail,
): ConsumerSnapshot {
  const { delivered, ack_floor: floor } = detail;
  return {
    ...place,
    created: detail.created ?? '',
    at: timeOf(detail.ts) ?? place.at,
    leader: detail.cluster?.leader ?? '',
    deliveredConsumerSequence: delivered?.consumer_seq ?? 0,
    deliveredStreamSequence: delivered?.stream_seq ?? 0,
    ackFloorStreamSequence: floor?.stream_seq ?? 0,
    pending: detail.num_pending ?? 0,
    ackPending: detail.num_ack_pending ?? 0,
    redelivered: detail.num_redelivered ?? 0,
    waiting: detail.num_waiting ?? 0,
    pushBound: detail.push_bound ?? false,
    paused: detail.paused ?? false,
  };
}

/** No name of an account, a stream or a consumer holds this character. */
const SEPARATOR = '\u0000';

/** Collects rows of all servers and keeps those of leaders. */
class LeaderRows {
  readonly streams = new Map<string, StreamSnapshot>();
  readonly consumers = new Map<string, ConsumerSnapshot>();
  readonly #followed = new Map<string, LeaderlessConsumer>();

  addStream(
    row: { account: string; server: string; at: number },
    detail: StreamDetail,
  ): void {
    const { account, server, at } = row;
    const stream = detail.name ?? '';
    const streamKey = [account, stream].join(SEPARATOR);
    if (isLeader(detail.cluster, server)) {
      this.streams.set(streamKey, toStream(account, stream, detail));
    }
    for (const consumer of detail.consumer_detail ?? []) {
      const name = consumer.name ?? '';
      const key = [streamKey, name].join(SEPARATOR);
      if (isLeader(consumer.cluster, server)) {
        const found = toConsumer({ account, stream, name, at }, consumer);
        const other = this.consumers.get(key);
        // Two claim to lead while the leader changes; the newer word counts.
        if (!other || other.at < found.at) {
          this.consumers.set(key, found);
        }
      } else {
        const leader =
          consumer.cluster?.leader || this.#followed.get(key)?.leader || '';
        this.#followed.set(key, { account, stream, name, leader });
      }
    }
  }

  leaderless(): LeaderlessConsumer[] {
    return [...this.#followed]
      .filter(([key]) => !this.consumers.has(key))
      .map(([, consumer]) => consumer);
  }
}

function problemsOf(
  replies: ServerReplies,
  missing: readonly string[],
): string[] {
  const errors = (kind: 'varz' | 'jsz') =>
    replies[kind]
      .filter(({ error }) => error)
      .map(
        reply =>
          `${nameOf(reply)} answered ${kind.toUpperCase()} with an error: ${
            reply.error?.description ?? 'without a description'
          }`,
      );
  const ids = (kind: 'varz' | 'jsz') =>
    new Set(replies[kind].map(({ server }) => server?.id));
  const half = (of: 'varz' | 'jsz', without: 'varz' | 'jsz') =>
    replies[of]
      .filter(({ server }) => !ids(without).has(server?.id))
      .map(reply => `${nameOf(reply)} did not answer ${without.toUpperCase()}`);
  return [
    ...errors('varz'),
    ...errors('jsz'),
    ...half('varz', 'jsz'),
    ...half('jsz', 'varz'),
    ...missing.map(name => `${name} did not answer`),
  ];
}

/**
 * Puts the answers of all servers together. Only rows of leaders count; what
 * followers alone know of is listed as leaderless.
 *
 * @param context - `now`: the reader's clock, milliseconds since 1970; `missing`:
 * names of servers that should have answered
 */
export function parseSnapshot(
  replies: ServerReplies,
  context: { now: number; missing?: readonly string[] },
): BrokerSnapshot {
  const jszById = new Map(
    replies.jsz.map(reply => [reply.server?.id, reply] as const),
  );
  const rows = new LeaderRows();
  for (const reply of replies.jsz) {
    const server = nameOf(reply);
    const at = timeOf(reply.server?.time) ?? context.now;
    for (const account of reply.data?.account_details ?? []) {
      for (const stream of account.stream_detail ?? []) {
        rows.addStream({ account: account.name ?? '', server, at }, stream);
      }
    }
  }
  return {
    at: context.now,
    servers: replies.varz
      .filter(({ data }) => data)
      .map(reply => toServer(reply, jszById.get(reply.server?.id), context.now))
      .sort((a, b) => a.name.localeCompare(b.name)),
    streams: [...rows.streams.values()],
    consumers: [...rows.consumers.values()],
    leaderless: rows.leaderless(),
    problems: problemsOf(replies, context.missing ?? []),
  };
}
