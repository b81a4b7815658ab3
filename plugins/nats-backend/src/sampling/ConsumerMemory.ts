import {
  ConsumerSettings,
  ConsumerSnapshot,
  ConsumerVerdict,
  ConsumerWindow,
  judgeConsumer,
  Rewind,
  Thresholds,
  TrendPoint,
  Verdict,
  VerdictChange,
  wentBack,
} from '@nats-portal/plugin-nats-common';
import { Hearing, StoredMessage } from '@nats-portal/plugin-nats-node';
import { ConsumerSamples } from './ConsumerSamples';
import { GivenUpLog } from './GivenUpLog';
import { MemoryTables, roundsOfAVerdict } from './MemoryTables';
import { NextMessageMemory } from './NextMessageMemory';
import { keepBeginnings } from './keepBeginnings';
import type { StreamHistory, StreamMemory } from './StreamMemory';
import { ThresholdBook } from './ThresholdBook';
import { VerdictLog } from './VerdictLog';

/** Consumers that go away by themselves are forgotten when no server names them for so long; others later; milliseconds. */
const FORGET_MS = 600_000;
const FORGET_DURABLE_MS = 86_400_000;

/** Samples of the window that is judged at the moment; a verdict keeps none of them. */
const samplePool: ConsumerSnapshot[] = [];

const isUnsettledLoss = ({ rule, level }: Pick<Verdict, 'rule' | 'level'>) =>
  rule === 'loss' && level === 'warning';

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
  readonly #samples: ConsumerSamples;
  /** The reader's clock when servers last said anything of it: that it has no leader is news, too. */
  #heardAt?: number;
  #leaderless: ConsumerWindow['leaderless'];
  #unreadable: string | undefined;
  /** The server's clock, milliseconds since 1970. */
  #settingsReadAt: number | undefined;
  #settingsSince: number | undefined;
  #rewound: Rewind | undefined;
  #judged: { round: number; verdict: ConsumerVerdict } | undefined;
  readonly #log = new VerdictLog();
  #givenUp = new GivenUpLog();
  #next = new NextMessageMemory();

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
    this.#samples = new ConsumerSamples(tables);
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
    const verdict = this.#judged?.verdict;
    return (
      verdict !== undefined &&
      (isUnsettledLoss(verdict) ||
        (verdict.findings?.some(isUnsettledLoss) ?? false))
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
    const isNew = this.newest?.created !== sample.created;
    this.#rewound = isNew ? undefined : this.#rewoundAt(sample);
    this.#samples.add(
      sample,
      isNew ? { round, before: this.newest } : undefined,
    );
    if (isNew) {
      this.settings = undefined;
      this.#givenUp = new GivenUpLog();
      this.#next = new NextMessageMemory();
    }
    this.#givenUp.sample(sample.at, hearing, this.#samples.has(1));
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
    this.#enter(round, sampledAt);
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
    return this.#next.place(this.newest, this.#stream.newest, this.settings);
  }

  /** What was found there. */
  findNext(found: StoredMessage): void {
    if (this.#next.find(found, this.newest, this.#stream.newest)) {
      this.#enter(this.round);
    }
  }

  /** A round in which others name it and its leader did not answer. */
  missLeader(leader: string, heardAt: number, round: number): void {
    const readings = (this.#leaderless?.readings ?? 0) + 1;
    this.#leaderless = { leader, readings };
    this.#enter(round, heardAt);
  }

  /** A round in which its leader answered with what cannot be. */
  fail(problem: string, heardAt: number, round: number): void {
    this.#unreadable = problem;
    this.#leaderless = undefined;
    this.#enter(round, heardAt);
  }

  /** True for what no server has named for so long that it must be gone. */
  isForgotten(now: number): boolean {
    const away = now - (this.#heardAt ?? -Infinity);
    return away > (this.settings?.durable ? FORGET_DURABLE_MS : FORGET_MS);
  }

  /** Keeps an hour of samples, or ten minutes. */
  keepLong(isLong: boolean): void {
    this.#samples.keepLong(isLong);
  }

  /** The newest backlogs, oldest first. */
  trend(most: number): TrendPoint[] {
    return this.#samples.trend(most);
  }

  /** Oldest first. */
  samples(): ConsumerSnapshot[] {
    return this.#samples.read(this.newest, this.#stream.history());
  }

  /**
   * What a verdict is made of.
   *
   * @param history - of its stream, where it is at hand
   * @param pool - objects that may be written over, for a caller who keeps none of the samples
   */
  window(
    options: { now: number; intervalMs: number },
    history = this.#stream.history(),
    pool?: ConsumerSnapshot[],
  ): ConsumerWindow {
    const rounds = roundsOfAVerdict(options.intervalMs);
    return {
      samples: this.#samples.read(this.newest, history, { to: rounds, pool }),
      older: () => this.#samples.read(this.newest, history, { from: rounds }),
      streamStates: history.states,
      rewound: this.#rewound,
      age: this.#age(options.now),
      interval: options.intervalMs,
      leaderless: this.#leaderless,
      unreadable: this.#unreadable,
      nextMessage: this.#next.known(this.newest, this.#stream.newest),
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
    const old = this.#whereOld(options);
    if (old) {
      return old;
    }
    if (this.#judged?.round !== round) {
      const verdict = judgeConsumer(this.window(options, history, samplePool));
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
    return (
      this.#whereOld(options) ??
      judgeConsumer({ ...this.window(options), thresholds })
    );
  }

  /** Gives the room of the samples back. */
  release(): void {
    this.#samples.release();
  }

  #age(now: number): number {
    return now - (this.#heardAt ?? now);
  }

  /** Of what is old nothing but its age is to be said. */
  #whereOld({
    now,
    intervalMs: interval,
  }: {
    now: number;
    intervalMs: number;
  }): ConsumerVerdict | undefined {
    const age = this.#age(now);
    const samples = this.newest ? [this.newest] : [];
    return age > 3 * interval
      ? judgeConsumer({ samples, age, interval })
      : undefined;
  }

  #enter(round: number, heardAt = this.#heardAt): void {
    this.round = round;
    this.#heardAt = heardAt;
    // Somebody may have asked between the beginning of the round and this.
    if (this.#judged) {
      this.#judged.round = -1;
    }
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
}
