import {
  BrokerSnapshot,
  ConsumerSnapshot,
  LeaderlessConsumer,
  StreamSnapshot,
} from '@nats-portal/plugin-nats-common';
import { GivenUpMessage, Hearing } from '@nats-portal/plugin-nats-node';
import { ConsumerMemory } from './ConsumerMemory';
import { LongKept } from './LongKept';
import { MemoryTables } from './MemoryTables';
import { StreamMemory } from './StreamMemory';
import { openThresholdBook, ThresholdBook } from './ThresholdBook';

/** Names a consumer within a broker. */
export interface ConsumerKey {
  account: string;
  stream: string;
  name: string;
}

/** Messages of consumers that no sample has shown so far; of more, those that came first are forgotten. */
const MOST_EARLY = 1_000;

/** Everything that is remembered of one broker's streams and consumers. */
export class BrokerMemory {
  readonly #tables: MemoryTables;
  readonly #book: ThresholdBook;
  /** By account, then by name. */
  readonly #streams = new Map<string, Map<string, StreamMemory>>();
  readonly #longStreams = new LongKept<StreamMemory>();
  readonly #longConsumers = new LongKept<ConsumerMemory>();
  #early: GivenUpMessage[] = [];

  constructor(tables: MemoryTables, book = openThresholdBook()) {
    this.#tables = tables;
    this.#book = book;
  }

  /** Bytes that the samples take. */
  get bytes(): number {
    return this.#tables.bytes;
  }

  /** Verdicts that said another thing than the one before, a count since the start. */
  get changes(): number {
    return this.#tables.changes;
  }

  /**
   * Adds a snapshot; yields where it may be left for a moment. What the servers no longer
   * name is forgotten, unless parts of the snapshot could not be read: missing is not deleted.
   *
   * @param hearing - by account: whether given up messages were heard of when the snapshot was asked for
   */
  *add(
    snapshot: BrokerSnapshot,
    hearing: ReadonlyMap<string, Hearing> = new Map(),
  ): Generator<void, void, void> {
    this.#tables.nextRound();
    const { round } = this.#tables;
    for (const stream of snapshot.streams) {
      this.#stream(stream).addSample(stream, snapshot.at, round);
      yield;
    }
    for (const { account, name, leader } of snapshot.leaderlessStreams) {
      this.#stream({ account, name }).missLeader(leader, snapshot.at, round);
    }
    for (const consumer of snapshot.consumers) {
      this.#consumer(consumer).addSample(
        consumer,
        snapshot.at,
        round,
        hearing.get(consumer.account),
      );
      yield;
    }
    for (const consumer of snapshot.leaderless) {
      this.#consumer(consumer).missLeader(consumer.leader, snapshot.at, round);
    }
    for (const { problem, ...consumer } of snapshot.unreadable) {
      this.#consumer(consumer).fail(problem, snapshot.at, round);
    }
    yield* this.#forgetOthers(snapshot);
    for (const message of this.#early.splice(0)) {
      this.#consumerOf(message)?.hear(message.sequence);
    }
  }

  /** A server told that a consumer gave up a message. */
  hear(message: GivenUpMessage): void {
    const consumer = this.#consumerOf(message);
    if (consumer) {
      consumer.hear(message.sequence);
    } else {
      this.#early = [...this.#early.slice(1 - MOST_EARLY), message];
    }
  }

  /** True when the configuration of some consumer is not known, or a loss has to be checked against it. */
  wantsSettings(): boolean {
    // All in one go, and so without the generators, which take five times as long.
    for (const streams of this.#streams.values()) {
      for (const { consumers } of streams.values()) {
        for (const consumer of consumers.values()) {
          if (consumer.wantsSettings) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** The consumers that somebody named lately, one by one. */
  namedConsumers(): Iterable<ConsumerMemory> {
    return this.#longConsumers.list();
  }

  *streams(): Generator<StreamMemory, void, void> {
    for (const account of this.#streams.values()) {
      yield* account.values();
    }
  }

  *consumers(): Generator<ConsumerMemory, void, void> {
    for (const stream of this.streams()) {
      yield* stream.consumers.values();
    }
  }

  /** Judges all streams and consumers, so that nobody has to wait for it; yields where it may be left for a moment. */
  *judge(options: {
    now: number;
    intervalMs: number;
  }): Generator<void, void, void> {
    for (const stream of this.streams()) {
      const history = stream.history();
      stream.verdict(options, history);
      for (const consumer of stream.consumers.values()) {
        consumer.verdict(options, history);
        yield;
      }
    }
  }

  /** Streams of a name, one for each account that has it. */
  findStreams(name: string, account?: string): StreamMemory[] {
    const accounts =
      account === undefined
        ? [...this.#streams.values()]
        : [this.#streams.get(account)];
    return accounts.flatMap(streams => streams?.get(name) ?? []);
  }

  findConsumer({ account, stream, name }: ConsumerKey) {
    return this.#streams.get(account)?.get(stream)?.consumers.get(name);
  }

  /** Keeps an hour of what somebody named, as long as names come again and are not too many. */
  keepLong(item: ConsumerMemory | StreamMemory, now: number): void {
    if (item instanceof StreamMemory) {
      this.#longStreams.name(item, now);
      return;
    }
    this.#longConsumers.name(item, now);
    // What a consumer left behind is told by what its stream held.
    const stream = this.#streams.get(item.account)?.get(item.stream);
    if (stream) {
      this.#longStreams.name(stream, now);
    }
  }

  #consumerOf({ account, stream, consumer: name }: GivenUpMessage) {
    return this.findConsumer({ account, stream, name });
  }

  get #shared() {
    return { tables: this.#tables, book: this.#book };
  }

  #stream({
    account,
    name,
  }: Pick<StreamSnapshot, 'account' | 'name'>): StreamMemory {
    let streams = this.#streams.get(account);
    if (!streams) {
      streams = new Map();
      this.#streams.set(account, streams);
    }
    let stream = streams.get(name);
    if (!stream) {
      stream = new StreamMemory({ account, name }, this.#shared);
      streams.set(name, stream);
    }
    return stream;
  }

  #consumer(
    row: Pick<ConsumerSnapshot | LeaderlessConsumer, keyof ConsumerKey>,
  ): ConsumerMemory {
    const stream = this.#stream({ account: row.account, name: row.stream });
    let consumer = stream.consumers.get(row.name);
    if (!consumer) {
      consumer = new ConsumerMemory(row.name, stream, this.#shared);
      stream.consumers.set(row.name, consumer);
    }
    return consumer;
  }

  *#forgetOthers({
    problems,
    at,
  }: BrokerSnapshot): Generator<void, void, void> {
    const { round } = this.#tables;
    const isGone = (item: StreamMemory | ConsumerMemory) =>
      item.round !== round && (problems.length === 0 || item.isForgotten(at));
    for (const [account, streams] of this.#streams) {
      for (const [name, stream] of streams) {
        for (const [consumerName, consumer] of stream.consumers) {
          if (isGone(consumer)) {
            this.#longConsumers.forget(consumer);
            consumer.release();
            stream.consumers.delete(consumerName);
          }
          yield;
        }
        if (stream.consumers.size === 0 && isGone(stream)) {
          this.#longStreams.forget(stream);
          stream.release();
          streams.delete(name);
        }
      }
      if (streams.size === 0) {
        this.#streams.delete(account);
      }
    }
  }
}
