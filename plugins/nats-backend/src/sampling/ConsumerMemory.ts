import {
  ConsumerSettings,
  ConsumerSnapshot,
  ConsumerVerdict,
  ConsumerWindow,
  judgeConsumer,
  NextMessage,
  readsInOrder,
  Rewind,
  StreamState,
  Thresholds,
  TrendPoint,
  VerdictChange,
  wentBack,
} from '@nats-portal/plugin-nats-common';
import { Hearing, StoredMessage } from '@nats-portal/plugin-nats-node';
import { GivenUpLog } from './GivenUpLog';
import { CONSUMER_SHAPE, MemoryTables, roundsOfAVerdict } from './MemoryTables';
import { MemoryRow } from './MemoryRow';
import { keepBeginnings } from './keepBeginnings';
import type { StreamHistory, StreamMemory } from './StreamMemory';
import { ThresholdBook } from './ThresholdBook';
import { VerdictLog } from './VerdictLog';

const PUSH_BOUND = 1;
const PAUSED = 2;

/** Consumers that go away by themselves are forgotten when no server names them for so long; others later; milliseconds. */
const FORGET_MS = 600_000;
const FORGET_DURABLE_MS = 86_400_000;

/** Larger messages are not fetched for the sake of their time, bytes. */
const MOST_BYTES = 128 * 1024;

const same = (a: unknown, b: unknown) =>
  JSON.stringify(a) === JSON.stringify(b);

/** What is remembered of one consumer. */
export class ConsumerMemory {
  readonly name: string;
  /** As last read; undefined while it was not. */
  settings?: ConsumerSettings;
  /** The newest sample; undefined where its leader never answered. */
  newest?: ConsumerSnapshot;
  /** The reader's clock at the newest sample, milliseconds since 1970. */
  sampledAt?: number;
  /** The last round in which servers named it. */
  round = 0;
  readonly #stream: StreamMemory;
  readonly #tables: MemoryTables;
  readonly #book: ThresholdBook;
  readonly #row: MemoryRow<typeof CONSUMER_SHAPE>;
  #leaderless: ConsumerWindow['leaderless'];
  #unreadable: string | undefined;
  /** The server's clock, milliseconds since 1970. */
  #settingsReadAt: number | undefined;
  #settingsSince: number | undefined;
  /** The one of the same name before, and the round in which this one was first seen. */
  #formerCreated: string | undefined;
  #bornRound = 0;
  #rewound: Rewind | undefined;
  #judged: { round: number; verdict: ConsumerVerdict } | undefined;
  readonly #log = new VerdictLog();
  #givenUp = new GivenUpLog();
  #nextMessage: (NextMessage & { deleted: number; first: number }) | undefined;

  constructor(
    name: string,
    stream: StreamMemory,
    shared: { tables: MemoryTables; book: ThresholdBook },
  ) {
    const { tables, book } = shared;
    this.name = name;
    this.#book = book;
    this.#stream = stream;
    this.#tables = tables;
    this.#row = new MemoryRow(tables.consumers, tables.namedConsumers);
  }

  get account(): string {
    return this.#stream.account;
  }

  /** Name of its stream. */
  get stream(): string {
    return this.#stream.name;
  }

  /**
   * What is in force for it, by the platform and by its metadata.
   *
   * @param entity - what the entity sets through which it is looked at
   */
  thresholds(entity?: Record<string, string>): Thresholds {
    return this.#book.consumer(this.settings?.monitor, entity).thresholds;
  }

  /** True when its configuration is not known, or a loss has to be checked against it. */
  get wantsSettings(): boolean {
    if (!this.settings || !this.#stream.settings) {
      return this.newest !== undefined;
    }
    const { verdict } = this.#judged ?? {};
    return [verdict, ...(verdict?.findings ?? [])].some(
      item => item?.rule === 'loss' && item.level === 'warning',
    );
  }

  /**
   * @param hearing - whether messages that are given up were heard of when the sample was asked for
   */
  addSample(
    sample: ConsumerSnapshot,
    sampledAt: number,
    round: number,
    hearing?: Hearing,
  ): void {
    this.#row.write({
      at: sample.at,
      deliveredConsumer: sample.deliveredConsumerSequence,
      deliveredStream: sample.deliveredStreamSequence,
      ackFloor: sample.ackFloorStreamSequence,
      pending: sample.pending,
      ackPending: sample.ackPending,
      redelivered: sample.redelivered,
      waiting: sample.waiting,
      leader: this.#tables.leaders.indexOf(sample.leader),
      flags: (sample.pushBound ? PUSH_BOUND : 0) + (sample.paused ? PAUSED : 0),
    });
    const isNew = this.newest?.created !== sample.created;
    this.#rewound = isNew ? undefined : this.#rewoundAt(sample);
    if (isNew) {
      this.#formerCreated = this.newest?.created;
      this.#bornRound = round;
      this.settings = undefined;
      this.#givenUp = new GivenUpLog();
      this.#nextMessage = undefined;
    }
    this.#givenUp.sample(sample.at, hearing, this.#row.has(1));
    if (isNew || (sample.settings && !same(sample.settings, this.settings))) {
      this.#settingsSince = sample.at;
    }
    if (sample.settings) {
      this.settings = sample.settings;
      this.#settingsReadAt = sample.at;
    }
    this.newest = sample;
    this.sampledAt = sampledAt;
    this.#leaderless = undefined;
    this.#unreadable = undefined;
    this.#enter(round);
  }

  /** A server told that it gave up a message. */
  hear(sequence: number): void {
    this.#givenUp.hear(sequence);
  }

  /**
   * Where its next message is to be looked for; undefined where none waits, where it is
   * known, or where nobody can tell which one it is.
   */
  get nextPlace(): { from: number; subject?: string } | undefined {
    const { newest, settings } = this;
    const state = this.#stream.newest;
    if (!newest || !state || newest.pending === 0 || this.#knownNext()) {
      return undefined;
    }
    const [subject, ...others] = settings?.filters ?? [];
    const isLarge = state.bytes > MOST_BYTES * Math.max(1, state.messages);
    return readsInOrder(settings) && others.length === 0 && !isLarge
      ? {
          from: newest.deliveredStreamSequence + 1,
          ...(subject === undefined ? {} : { subject }),
        }
      : undefined;
  }

  /** What was found there. What came after the newest sample was not waiting then. */
  findNext({ sequence, at }: StoredMessage): void {
    const { newest } = this;
    const state = this.#stream.newest;
    if (!newest || !state || sequence > state.lastSequence || at > newest.at) {
      return;
    }
    this.#nextMessage = {
      after: newest.deliveredStreamSequence,
      sequence,
      at,
      first: state.firstSequence,
      deleted: state.deleted,
    };
    this.#enter(this.round);
  }

  /** A round in which others name it and its leader did not answer. */
  missLeader(leader: string, round: number): void {
    const readings = (this.#leaderless?.readings ?? 0) + 1;
    this.#leaderless = { leader, readings };
    this.#enter(round);
  }

  /** A round in which its leader answered with what cannot be. */
  fail(problem: string, round: number): void {
    this.#unreadable = problem;
    this.#leaderless = undefined;
    this.#enter(round);
  }

  /** True for what no server has named for so long that it must be gone. */
  isForgotten(now: number): boolean {
    const away = now - (this.sampledAt ?? -Infinity);
    return away > (this.settings?.durable ? FORGET_DURABLE_MS : FORGET_MS);
  }

  /** Keeps an hour of samples, or ten minutes. */
  keepLong(isLong: boolean): void {
    this.#row.keepLong(isLong);
  }

  /** The newest backlogs, oldest first. */
  trend(most: number): TrendPoint[] {
    const points: TrendPoint[] = [];
    const rounds = Math.min(most, this.#row.capacity);
    for (let ago = rounds - 1; ago >= 0; ago--) {
      if (this.#row.has(ago) && this.#roundOf(ago) >= this.#bornRound) {
        points.push({
          at: this.#row.read(ago, 'at'),
          backlog:
            this.#row.read(ago, 'pending') + this.#row.read(ago, 'ackPending'),
        });
      }
    }
    return points;
  }

  /** Oldest first. */
  samples(): ConsumerSnapshot[] {
    return this.#samples(0, this.#row.capacity, this.#stream.history());
  }

  /**
   * What a verdict is made of.
   *
   * @param history - of its stream, where it is at hand
   */
  window(
    options: { now: number; intervalMs: number },
    history = this.#stream.history(),
  ): ConsumerWindow {
    const rounds = roundsOfAVerdict(options.intervalMs);
    return {
      samples: this.#samples(0, rounds, history),
      older: () => this.#samples(rounds, this.#row.capacity, history),
      streamStates: history.states,
      rewound: this.#rewound,
      age: this.sampledAt === undefined ? 0 : options.now - this.sampledAt,
      interval: options.intervalMs,
      leaderless: this.#leaderless,
      unreadable: this.#unreadable,
      nextMessage: this.#knownNext(),
      givenUp: this.#givenUp.view(),
      settings: this.settings,
      streamSettings: this.#stream.settings,
      settingsReadAt: this.#settingsReadAt,
      settingsSince: this.#settingsSince,
      thresholds: this.thresholds(),
    };
  }

  /**
   * The verdict of now; what was judged already since the newest sample is not judged again.
   *
   * @param history - of its stream, where it is at hand
   */
  verdict(
    options: { now: number; intervalMs: number },
    history?: StreamHistory,
  ): ConsumerVerdict {
    const { round } = this.#tables;
    const age = options.now - (this.sampledAt ?? options.now);
    if (age > 3 * options.intervalMs) {
      // Nothing but its age is to be said.
      const samples = this.newest ? [this.newest] : [];
      return judgeConsumer({ samples, age, interval: options.intervalMs });
    }
    if (this.#judged?.round !== round) {
      const verdict = judgeConsumer(this.window(options, history));
      const before = this.#judged?.verdict;
      keepBeginnings(verdict, before);
      if (this.#log.note(verdict, before, this.newest?.at ?? options.now)) {
        this.#tables.changes++;
      }
      this.#judged = { round, verdict };
    }
    return this.#judged.verdict;
  }

  /** What its verdict was in the last hour, oldest first. */
  changes(now: number): VerdictChange[] {
    return this.#log.list(now);
  }

  /** The verdict of now by what an entity sets for its own consumers. */
  verdictFor(
    entity: Record<string, string>,
    options: { now: number; intervalMs: number },
  ): ConsumerVerdict {
    const thresholds = this.thresholds(entity);
    return judgeConsumer({ ...this.window(options), thresholds });
  }

  /** Gives the room of the samples back. */
  release(): void {
    this.#row.release();
  }

  #enter(round: number): void {
    this.round = round;
    // Somebody may have asked between the beginning of the round and this.
    if (this.#judged) {
      this.#judged.round = -1;
    }
  }

  /** The next message, if nothing was delivered since it was looked at, and nothing was removed. */
  #knownNext(): NextMessage | undefined {
    const state = this.#stream.newest;
    const known = this.#nextMessage;
    return known &&
      known.after === this.newest?.deliveredStreamSequence &&
      known.first === state?.firstSequence &&
      known.deleted === state.deleted
      ? { after: known.after, sequence: known.sequence, at: known.at }
      : undefined;
  }

  #roundOf(ago: number): number {
    return this.#tables.round - ago;
  }

  #rewoundAt(sample: ConsumerSnapshot): Rewind | undefined {
    const furthest = Math.max(
      this.#rewound?.furthest ?? 0,
      this.newest?.deliveredStreamSequence ?? 0,
    );
    if (sample.deliveredStreamSequence >= furthest) {
      return undefined;
    }
    const isBack = this.newest && wentBack(this.newest, sample);
    return isBack ? { furthest, at: sample.at } : this.#rewound;
  }

  /** The samples of so many rounds ago, oldest first. */
  #samples(
    from: number,
    to: number,
    history: StreamHistory,
  ): ConsumerSnapshot[] {
    const { newest } = this;
    const samples: ConsumerSnapshot[] = [];
    for (
      let ago = Math.min(to, this.#row.capacity) - 1;
      newest && ago >= from;
      ago--
    ) {
      if (this.#row.has(ago)) {
        samples.push(this.#sampleAt(ago, newest, history.byRound[ago]));
      }
    }
    const last = from === 0 ? samples.pop() : undefined;
    if (newest && last) {
      // The times of the last delivery, the replicas and the like are known of the newest only.
      samples.push({ ...newest, streamState: last.streamState });
    }
    return samples;
  }

  #sampleAt(
    ago: number,
    newest: ConsumerSnapshot,
    streamState: StreamState | undefined,
  ): ConsumerSnapshot {
    const { columns, at } = this.#row.locate(ago);
    const flags = columns.flags[at];
    const isFormer = this.#roundOf(ago) < this.#bornRound;
    return {
      account: newest.account,
      stream: newest.stream,
      name: newest.name,
      created: isFormer ? this.#formerCreated ?? '' : newest.created,
      at: columns.at[at],
      leader: this.#tables.leaders.nameOf(columns.leader[at]),
      deliveredConsumerSequence: columns.deliveredConsumer[at],
      deliveredStreamSequence: columns.deliveredStream[at],
      ackFloorStreamSequence: columns.ackFloor[at],
      pending: columns.pending[at],
      ackPending: columns.ackPending[at],
      redelivered: columns.redelivered[at],
      waiting: columns.waiting[at],
      pushBound: flags % 2 === PUSH_BOUND,
      paused: flags >= PAUSED,
      streamState,
    };
  }
}
