/**
 * What one server said of itself. Sizes are bytes, times are milliseconds since 1970.
 *
 * @public
 */
export interface ServerSnapshot {
  id: string;
  name: string;
  version: string;
  /** The server's own clock when it answered. */
  at: number;
  startedAt: number;
  connections: number;
  /** Resident memory. */
  memory: number;
  slowConsumers: number;
  /** Absent where the server runs without JetStream. */
  jetstream?: {
    storageUsed: number;
    storageReserved: number;
    /** Absent where the server has no limit. */
    storageLimit?: number;
    memoryUsed: number;
    /** The name of the meta leader, empty where there is none; absent on a standalone server. */
    metaLeader?: string;
    /** Servers of the JetStream cluster as this one knows it; absent on a standalone server. */
    clusterSize?: number;
  };
}

/**
 * A stream as its leader reported it.
 *
 * @public
 */
export interface StreamSnapshot {
  account: string;
  name: string;
  messages: number;
  /** Bytes. */
  bytes: number;
  firstSequence: number;
  lastSequence: number;
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
}

/**
 * A consumer that servers know and whose leader did not answer.
 *
 * @public
 */
export interface LeaderlessConsumer {
  account: string;
  stream: string;
  name: string;
  /** The leader that others name; empty where there is none. */
  leader: string;
}

/**
 * Everything that a broker said at one moment: rows of leaders only.
 *
 * @public
 */
export interface BrokerSnapshot {
  /** Milliseconds since 1970, clock of the reader. */
  at: number;
  servers: ServerSnapshot[];
  streams: StreamSnapshot[];
  consumers: ConsumerSnapshot[];
  leaderless: LeaderlessConsumer[];
  /** What could not be read, a sentence each; the rest holds. */
  problems: string[];
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
