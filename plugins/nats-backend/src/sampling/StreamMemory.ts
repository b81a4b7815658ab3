import {
  judgeStream,
  StreamSettings,
  StreamSnapshot,
  StreamState,
  StreamVerdict,
  Thresholds,
  VerdictChange,
} from '@nats-portal/plugin-nats-common';
import { ConsumerMemory } from './ConsumerMemory';
import { MemoryRow } from './MemoryRow';
import { MemoryTables, STREAM_SHAPE } from './MemoryTables';
import { indexIn, Page } from './SampleTable';
import { ThresholdBook } from './ThresholdBook';
import { VerdictLog } from './VerdictLog';

/** A stream that no server names for so long is gone, milliseconds. */
const FORGET_MS = 86_400_000;

/** What a stream held. */
export interface StreamHistory {
  /** By how many rounds ago; undefined where a round has none. */
  byRound: readonly (StreamState | undefined)[];
  /** Oldest first. */
  states: readonly StreamState[];
}

function stateAt(
  columns: Readonly<Page<typeof STREAM_SHAPE>>,
  at: number,
): StreamState | undefined {
  if (Number.isNaN(columns.at[at])) {
    return undefined;
  }
  const state: StreamState = {
    at: columns.at[at],
    messages: columns.messages[at],
    bytes: columns.bytes[at],
    firstSequence: columns.first[at],
    lastSequence: columns.last[at],
    deleted: columns.deleted[at],
  };
  const firstAt = columns.firstAt[at];
  if (!Number.isNaN(firstAt)) {
    state.firstAt = firstAt;
  }
  return state;
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
  /** The reader's clock when servers last said anything of it: that it has no leader is news, too. */
  #heardAt?: number;
  /** The last round in which servers named it. */
  round = 0;
  readonly #book: ThresholdBook;
  readonly #tables: MemoryTables;
  readonly #row: MemoryRow<typeof STREAM_SHAPE>;
  #judged: { round: number; verdict: StreamVerdict } | undefined;
  readonly #log = new VerdictLog();

  constructor(
    key: Pick<StreamSnapshot, 'account' | 'name'>,
    shared: { tables: MemoryTables; book: ThresholdBook },
  ) {
    const { tables, book } = shared;
    this.#book = book;
    this.#tables = tables;
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
    this.#enter(round, sampledAt);
  }

  missLeader(leader: string, heardAt: number, round: number): void {
    const readings = (this.leaderless?.readings ?? 0) + 1;
    this.leaderless = { leader, readings };
    this.#enter(round, heardAt);
  }

  /** True for what no server has named for so long that it must be gone. */
  isForgotten(now: number): boolean {
    return now - (this.#heardAt ?? -Infinity) > FORGET_MS;
  }

  /** Keeps an hour of samples, or ten minutes. */
  keepLong(isLong: boolean): void {
    this.#row.keepLong(isLong);
  }

  /** What is in force for it, by the platform and by its metadata. */
  get thresholds(): Thresholds {
    return this.#book.stream(this.settings?.monitor).thresholds;
  }

  /**
   * The verdict of now; what was judged already since the newest sample is not judged again.
   *
   * @param history - where it is at hand
   */
  verdict(
    options: { now: number; intervalMs: number },
    history?: StreamHistory,
  ): StreamVerdict {
    const { round } = this.#tables;
    const age = options.now - (this.#heardAt ?? options.now);
    if (age > 3 * options.intervalMs) {
      return this.#judge(options.intervalMs, age, history);
    }
    if (this.#judged?.round !== round) {
      const verdict = this.#judge(options.intervalMs, age, history);
      const at = this.newest?.at ?? options.now;
      if (this.#log.note(verdict, this.#judged?.verdict, at)) {
        this.#tables.changes++;
      }
      this.#judged = { round, verdict };
    }
    return this.#judged.verdict;
  }

  /** What it held, as far back as is known. */
  history(): StreamHistory {
    const ring = this.#row.ring();
    const byRound: (StreamState | undefined)[] = [];
    for (let ago = 0; ago < ring.capacity; ago++) {
      byRound.push(stateAt(ring.columns, indexIn(ring, ago)));
    }
    return {
      byRound,
      states: byRound.filter(state => state !== undefined).reverse(),
    };
  }

  /** What its verdict was in the last hour, oldest first. */
  changes(now: number): VerdictChange[] {
    return this.#log.list(now);
  }

  /** Gives the room of the samples back. */
  release(): void {
    this.#row.release();
  }

  #enter(round: number, heardAt: number): void {
    this.round = round;
    this.#heardAt = heardAt;
    if (this.#judged) {
      this.#judged.round = -1;
    }
  }

  #judge(
    interval: number,
    age: number,
    { states } = this.history(),
  ): StreamVerdict {
    return judgeStream({
      newest: this.newest,
      states,
      age,
      interval,
      leaderless: this.leaderless,
      settings: this.settings,
      thresholds: this.thresholds,
    });
  }
}
