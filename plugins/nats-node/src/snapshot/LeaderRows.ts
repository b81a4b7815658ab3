import {
  ConsumerSnapshot,
  LeaderlessConsumer,
  LeaderlessStream,
  StreamSnapshot,
  UnreadableConsumer,
} from '@nats-portal/plugin-nats-common';
import { ClusterInfo, ConsumerDetail, StreamDetail } from './serverReplies';
import { toConsumer } from './toConsumer';
import { toStream } from './toStream';

// The server allows no white space in these names, so that the keys are unique.
const streamKey = (account: string, stream: string) => `${account} ${stream}`;
const consumerKey = (account: string, stream: string, name: string) =>
  `${account} ${stream} ${name}`;

/** Rows that are looked at without a rest: some microseconds of work. */
const ROWS = 64;

/**
 * Followers report counters that are wrong by design, and `num_pending` of 0 above
 * all. No leader at all is written as an empty name, no cluster as nothing.
 */
function isLeader(cluster: ClusterInfo | undefined, server: string): boolean {
  return cluster === undefined || cluster.leader === server;
}

/** The rows whose keys none of the others has. */
function* without<T>(
  rows: ReadonlyMap<string, T>,
  ...others: ReadonlyMap<string, unknown>[]
): Generator<void, T[], void> {
  const left: T[] = [];
  for (const [key, row] of rows) {
    if (!others.some(other => other.has(key))) {
      left.push(row);
    }
    yield;
  }
  return left;
}

/** Rows of leaders, and what is known of the others. */
export interface CollectedRows {
  streams: StreamSnapshot[];
  consumers: ConsumerSnapshot[];
  unreadable: UnreadableConsumer[];
  leaderless: LeaderlessConsumer[];
  leaderlessStreams: LeaderlessStream[];
  /** What could not be read of streams, a sentence each. */
  problems: string[];
}

/** Collects rows of all servers and keeps those of leaders. */
export class LeaderRows {
  readonly #streams = new Map<string, StreamSnapshot>();
  readonly #consumers = new Map<string, ConsumerSnapshot>();
  readonly #unreadable = new Map<string, UnreadableConsumer>();
  readonly #followedStreams = new Map<string, LeaderlessStream>();
  readonly #followed = new Map<string, LeaderlessConsumer>();
  readonly #problems: string[] = [];

  /** @param row - where it comes from; `at` is the server's clock for rows without a time */
  addStream(
    row: { account: string; server: string; at: number },
    detail: StreamDetail,
  ): void {
    const { account, server } = row;
    const name = detail.name ?? '';
    const key = streamKey(account, name);
    if (isLeader(detail.cluster, server)) {
      const stream = toStream(row, detail);
      if (typeof stream === 'string') {
        this.#problems.push(`Stream ${account}/${name}: ${stream}`);
      } else {
        this.#streams.set(key, stream);
      }
    } else {
      const leader =
        detail.cluster?.leader || this.#followedStreams.get(key)?.leader || '';
      this.#followedStreams.set(key, { account, name, leader });
    }
  }

  /** @param row - as for `addStream` */
  addConsumer(
    row: { account: string; stream: string; server: string; at: number },
    detail: ConsumerDetail,
  ): void {
    const { account, stream, server } = row;
    const name = detail.name ?? '';
    const key = consumerKey(account, stream, name);
    if (!isLeader(detail.cluster, server)) {
      const leader =
        detail.cluster?.leader || this.#followed.get(key)?.leader || '';
      this.#followed.set(key, { account, stream, name, leader });
      return;
    }
    const found = toConsumer(row, detail);
    if (typeof found === 'string') {
      this.#unreadable.set(key, { account, stream, name, problem: found });
      return;
    }
    const other = this.#consumers.get(key);
    // Two claim to lead while the leader changes; the newer word counts.
    if (!other || other.at < found.at) {
      this.#consumers.set(key, found);
    }
  }

  /** A consumer whose leader said nothing that could be read. */
  addUnreadable(consumer: UnreadableConsumer): void {
    const { account, stream, name } = consumer;
    this.#unreadable.set(consumerKey(account, stream, name), consumer);
  }

  /** What the rows make together; yields where it may be left for a moment. */
  *collect(): Generator<void, CollectedRows, void> {
    const consumers: ConsumerSnapshot[] = [];
    for (const consumer of this.#consumers.values()) {
      const { account, stream } = consumer;
      const state = this.#streams.get(streamKey(account, stream));
      if (state) {
        consumer.streamState = state;
      }
      if (consumers.push(consumer) % ROWS === 0) {
        yield;
      }
    }
    return {
      streams: [...this.#streams.values()],
      consumers,
      unreadable: yield* without(this.#unreadable, this.#consumers),
      leaderless: yield* without(
        this.#followed,
        this.#consumers,
        this.#unreadable,
      ),
      leaderlessStreams: yield* without(this.#followedStreams, this.#streams),
      problems: this.#problems,
    };
  }
}
