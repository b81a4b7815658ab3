import { ConsumerSettings, StreamSettings } from './settings';

/**
 * What a leader says of one of its followers.
 *
 * @public
 */
export interface ReplicaSnapshot {
  name: string;
  /** Has everything that the leader has. */
  current: boolean;
  offline: boolean;
  /** Operations behind the leader, a count. */
  lag: number;
  /** Milliseconds since the leader heard of it; absent where it never did. */
  silentMs?: number;
}

/**
 * JetStream on one server. Sizes are bytes.
 *
 * @public
 */
export interface JetStreamSnapshot {
  storageUsed: number;
  storageReserved: number;
  /** Absent where the server has no limit. */
  storageLimit?: number;
  memoryUsed: number;
  memoryReserved: number;
  /** Absent where the server has no limit. */
  memoryLimit?: number;
  /** Requests to the JetStream API since the server started, and those it refused; counts. */
  apiRequests?: number;
  apiErrors?: number;
  /** Requests to the JetStream API that wait for an answer, a count; absent where there is none. */
  apiInflight?: number;
  /** Level of the JetStream API; nats-server 2.11. */
  apiLevel?: number;
  /** Streams and consumers with replicas that this server holds, a count. */
  replicatedAssets?: number;
  /** The name of the meta leader, empty where there is none; absent on a standalone server. */
  metaLeader?: string;
  /** Servers of the JetStream cluster as this one knows it; absent on a standalone server. */
  clusterSize?: number;
  /** What the meta leader says of the others; absent on all others. */
  metaReplicas?: ReplicaSnapshot[];
  /** Entries of the meta leader's log that this server has not applied yet, a count; absent where there is none, nats-server 2.11.7. */
  metaPending?: number;
}

/**
 * What one server said of itself. Sizes are bytes, times are milliseconds since 1970.
 *
 * @public
 */
export interface ServerSnapshot {
  id: string;
  name: string;
  version: string;
  /** Name of its cluster; absent where it stands alone. */
  cluster?: string;
  /** The server's own clock when it answered. */
  at: number;
  /** Reader's clock minus the server's when the answer came, milliseconds; the way it took included. */
  clockOffset?: number;
  startedAt: number;
  connections: number;
  /** Resident memory. */
  memory: number;
  /** Clients that were cut off because they read too slowly, a count since the start. */
  slowConsumers: number;
  /** Times that a publisher had to wait for slow readers, a count since the start; nats-server 2.12. */
  stalledClients?: number;
  configLoadedAt?: number;
  /** Differs between servers that run on different configuration files; nats-server 2.10. */
  configDigest?: string;
  /** When the first of its certificates expires; nats-server 2.11.12, and none without TLS. */
  certificateExpiresAt?: number;
  /** What its health check says: `ok`, or what is wrong; absent where it did not say. */
  health?: string;
  jetstream?: JetStreamSnapshot;
}

/**
 * What a stream holds at one moment. Sequences and messages are counts, sizes bytes.
 *
 * @public
 */
export interface StreamState {
  /** The server's clock, milliseconds since 1970. */
  at: number;
  messages: number;
  bytes: number;
  firstSequence: number;
  lastSequence: number;
  /** Sequences between the first and the last that hold no message any more, a count. */
  deleted: number;
  /** When the oldest message was stored, milliseconds since 1970; absent where there is none. */
  firstAt?: number;
}

/**
 * What a stream copies from, and how far that is.
 *
 * @public
 */
export interface StreamOrigin {
  kind: 'mirror' | 'source';
  name: string;
  /** Messages behind, a count. */
  lag: number;
  /** Milliseconds since it was heard of; absent where it never was. */
  silentMs?: number;
  error?: string;
}

/**
 * A stream as its leader reported it.
 *
 * @public
 */
export interface StreamSnapshot extends StreamState {
  account: string;
  name: string;
  /** RFC 3339; another value means another stream of the same name. */
  created: string;
  /** Empty on a standalone server. */
  leader: string;
  consumers: number;
  /** Subjects that its messages have, a count. */
  subjects?: number;
  /** Absent where there is one copy only. */
  replicas?: ReplicaSnapshot[];
  /** Absent where it copies from nowhere. */
  origins?: StreamOrigin[];
  /** Absent where this reading left the configuration out. */
  settings?: StreamSettings;
}

/**
 * A consumer as its leader reported it. Counters are as the server names them.
 *
 * @public
 */
export interface ConsumerSnapshot {
  account: string;
  stream: string;
  name: string;
  /** RFC 3339; another value means another consumer of the same name. */
  created: string;
  /** The server's clock, milliseconds since 1970. */
  at: number;
  /** Empty on a standalone server. */
  leader: string;
  deliveredConsumerSequence: number;
  deliveredStreamSequence: number;
  ackFloorStreamSequence: number;
  /** Not yet delivered, `num_pending`. */
  pending: number;
  /** Delivered and not acknowledged, `num_ack_pending`. */
  ackPending: number;
  /** Distinct messages delivered more than once, `num_redelivered`; not a counter. */
  redelivered: number;
  /** Open pulls, `num_waiting`. */
  waiting: number;
  /** A push consumer with a subscriber. */
  pushBound: boolean;
  paused: boolean;
  /**
   * When a client last was given a message, refused one or said that it works on one
   * (`delivered.last_active`, measured on nats-server 2.15.1), milliseconds since 1970.
   * Absent before the first delivery and after a restart of the server.
   */
  lastDelivery?: number;
  /** When a client last acknowledged, milliseconds since 1970; absent like `lastDelivery`. */
  lastAck?: number;
  /** Priority groups to which a client is pinned; absent where there is none, nats-server 2.11. */
  pinnedGroups?: string[];
  /** When a pause ends, milliseconds since 1970. */
  pausedUntil?: number;
  /** Absent where there is one copy only. */
  replicas?: ReplicaSnapshot[];
  /** Absent where this reading left the configuration out. */
  settings?: ConsumerSettings;
  /** What the stream held at the same reading; absent where its leader did not answer. */
  streamState?: StreamState;
}

/**
 * A stream or consumer that servers know and whose leader did not answer.
 *
 * @public
 */
export interface LeaderlessStream {
  account: string;
  name: string;
  /** The leader that others name; empty where there is none. */
  leader: string;
}

/**
 * A consumer that servers know and whose leader did not answer.
 *
 * @public
 */
export interface LeaderlessConsumer extends LeaderlessStream {
  stream: string;
}

/**
 * A consumer whose leader answered with a number that cannot be.
 *
 * @public
 */
export interface UnreadableConsumer {
  account: string;
  stream: string;
  name: string;
  /** The counter and what the server said of it. */
  problem: string;
}

/**
 * How a broker was read: its system account, the monitoring ports of its servers,
 * or the JetStream API of one account.
 *
 * @public
 */
export type SnapshotSource = 'system' | 'monitoring' | 'jetstream';

/**
 * What a broker said of itself at one moment.
 *
 * @public
 */
export interface BrokerFacts {
  /** Milliseconds since 1970, clock of the reader. */
  at: number;
  source: SnapshotSource;
  /** Empty where the source does not show servers. */
  servers: ServerSnapshot[];
  /** What could not be read, a sentence each; the rest holds. */
  problems: string[];
  /** Servers that answered some minutes ago and do not now, by name; absent where there are none. */
  silent?: string[];
  /**
   * What this way of reading cannot show, a sentence each, though nothing is wrong with the
   * broker; absent where everything is in view.
   */
  outOfView?: string[];
  /** Requests to the JetStream API that the reading took, a count; absent where it took none. */
  apiCalls?: number;
}

/**
 * Everything that a broker said at one moment: rows of leaders only.
 *
 * @public
 */
export interface BrokerSnapshot extends BrokerFacts {
  streams: StreamSnapshot[];
  consumers: ConsumerSnapshot[];
  leaderless: LeaderlessConsumer[];
  leaderlessStreams: LeaderlessStream[];
  unreadable: UnreadableConsumer[];
}

/**
 * The backlog of a consumer: what is not delivered and what is in work.
 *
 * @public
 */
export function backlogOf(
  consumer: Pick<ConsumerSnapshot, 'pending' | 'ackPending'>,
): number {
  return consumer.pending + consumer.ackPending;
}
