import {
  judgeStream,
  StreamSettings,
  StreamSnapshot,
  StreamState,
  StreamVerdict,
  Thresholds,
} from '@nats-portal/plugin-nats-common';
import { ConsumerMemory } from './ConsumerMemory';
import { MemoryRow } from './MemoryRow';
import { MemoryTables, STREAM_SHAPE } from './MemoryTables';
import { ThresholdBook } from './ThresholdBook';

/** A stream that no server names for so long is gone, milliseconds. */
const FORGET_MS = 86_400_000;

/** What a stream held. */
export interface StreamHistory {
  /** By how many rounds ago; undefined where a round has none. */
  byRound: readonly (StreamState | undefined)[];
  /** Oldest first. */
  states: readonly StreamState[];
}

/** What is remembered of one stream. */
export class StreamMemory {
  readonly account: string;
  readonly name: string;
  readonly consumers = new Map<string, ConsumerMemory>();
  /** As last read; undefined while it was not. */
  settings?: StreamSettings;
  /** The newest sample; undefined where its leader never answered. */
  newest?: StreamSnapshot;
  /** The last snapshot had no row of its leader: which one the servers name, empty for none, and for how many snapshots. */
  leaderless?: { leader: string; readings: number };
  /** The reader's clock at the newest sample, milliseconds since 1970. */
  sampledAt?: number;
  /** The last round in which servers named it. */
  round = 0;
  readonly #book: ThresholdBook;
  readonly #row: MemoryRow<typeof STREAM_SHAPE>;

  constructor(
    key: Pick<StreamSnapshot, 'account' | 'name'>,
    shared: { tables: MemoryTables; book: ThresholdBook },
  ) {
    const { tables, book } = shared;
    this.#book = book;
    this.account = key.account;
    this.name = key.name;
    this.#row = new MemoryRow(tables.streams, tables.namedStreams);
  }

  addSample(sample: StreamSnapshot, sampledAt: number, round: number): void {
    const { messages, bytes, deleted, at } = sample;
    this.#row.write({
      at,
      messages,
      bytes,
      deleted,
      first: sample.firstSequence,
      last: sample.lastSequence,
      firstAt: sample.firstAt ?? NaN,
    });
    this.settings = sample.settings ?? this.settings;
    this.newest = sample;
    this.sampledAt = sampledAt;
    this.leaderless = undefined;
    this.round = round;
  }

  missLeader(leader: string, round: number): void {
    const readings = (this.leaderless?.readings ?? 0) + 1;
    this.leaderless = { leader, readings };
    this.round = round;
  }

  /** True for what no server has named for so long that it must be gone. */
  isForgotten(now: number): boolean {
    return now - (this.sampledAt ?? -Infinity) > FORGET_MS;
  }

  /** Keeps an hour of samples, or ten minutes. */
  keepLong(isLong: boolean): void {
    this.#row.keepLong(isLong);
  }

  /** What is in force for it, by the platform and by its metadata. */
  get thresholds(): Thresholds {
    return this.#book.stream(this.settings?.monitor).thresholds;
  }

  /** The verdict of now. */
  verdict(options: { now: number; intervalMs: number }): StreamVerdict {
    return judgeStream({
      newest: this.newest,
      states: this.history().states,
      age: this.sampledAt === undefined ? 0 : options.now - this.sampledAt,
      interval: options.intervalMs,
      leaderless: this.leaderless,
      settings: this.settings,
      thresholds: this.thresholds,
    });
  }

  /** What it held, as far back as is known. */
  history(): StreamHistory {
    const byRound = Array.from({ length: this.#row.capacity }, (_, ago) =>
      this.#row.has(ago) ? this.#stateAt(ago) : undefined,
    );
    return {
      byRound,
      states: byRound.filter(state => state !== undefined).reverse(),
    };
  }

  /** Gives the room of the samples back. */
  release(): void {
    this.#row.release();
  }

  #stateAt(ago: number): StreamState {
    const firstAt = this.#row.read(ago, 'firstAt');
    return {
      at: this.#row.read(ago, 'at'),
      messages: this.#row.read(ago, 'messages'),
      bytes: this.#row.read(ago, 'bytes'),
      firstSequence: this.#row.read(ago, 'first'),
      lastSequence: this.#row.read(ago, 'last'),
      deleted: this.#row.read(ago, 'deleted'),
      ...(Number.isNaN(firstAt) ? {} : { firstAt }),
    };
  }
}
