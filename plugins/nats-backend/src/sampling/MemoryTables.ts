import { SampleTable } from './SampleTable';

/** What is kept of a consumer at each round; see `ConsumerSnapshot`. */
export const CONSUMER_SHAPE = {
  at: 'f64',
  deliveredConsumer: 'f64',
  deliveredStream: 'f64',
  ackFloor: 'f64',
  pending: 'f64',
  ackPending: 'u32',
  redelivered: 'u32',
  waiting: 'u32',
  /** Index of the leader's name. */
  leader: 'u16',
  /** 1: a push consumer with a subscriber, 2: paused. */
  flags: 'u8',
} as const;

/** What is kept of a stream at each round; see `StreamState`. */
export const STREAM_SHAPE = {
  at: 'f64',
  messages: 'f64',
  bytes: 'f64',
  first: 'f64',
  last: 'f64',
  /** NaN where the stream is empty. */
  firstAt: 'f64',
  deleted: 'f64',
} as const;

/** Rounds that are kept of everything: ten minutes at the default interval. */
export const SHORT_ROUNDS = 40;
/** What entities name is kept for an hour, but in no more rounds than this. */
const MOST_ROUNDS = 720;
const HOUR_MS = 3_600_000;

/** Rounds of an hour. */
export function roundsOfAnHour(intervalMs: number): number {
  return Math.max(
    SHORT_ROUNDS,
    Math.min(MOST_ROUNDS, Math.ceil(HOUR_MS / intervalMs)),
  );
}

/** Rounds that a verdict looks at first: ten, or as many as take a minute, also where samples come half an interval early. */
export function roundsOfAVerdict(intervalMs: number): number {
  return Math.max(10, Math.ceil(150_000 / intervalMs));
}

/** The names of leaders, each once. */
class Names {
  readonly #names: string[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf(name: string): number {
    let index = this.#indexes.get(name);
    if (index === undefined) {
      index = this.#names.push(name) - 1;
      this.#indexes.set(name, index);
    }
    return index;
  }

  nameOf(index: number): string {
    return this.#names[index] ?? '';
  }
}

/** The samples of one broker. */
export class MemoryTables {
  /** Counts the rounds. */
  round = 0;
  /** Counts the verdicts that said another thing than the one before. */
  changes = 0;
  readonly leaders = new Names();
  readonly consumers: SampleTable<typeof CONSUMER_SHAPE>;
  /** Of the consumers that entities name. */
  readonly namedConsumers: SampleTable<typeof CONSUMER_SHAPE>;
  readonly streams: SampleTable<typeof STREAM_SHAPE>;
  readonly namedStreams: SampleTable<typeof STREAM_SHAPE>;

  constructor(options: { intervalMs: number }) {
    const consumers = { shape: CONSUMER_SHAPE, present: 'at' as const };
    const streams = { shape: STREAM_SHAPE, present: 'at' as const };
    const hour = roundsOfAnHour(options.intervalMs);
    // At short intervals 40 samples are over before a verdict has what it needs.
    const capacity = Math.max(
      SHORT_ROUNDS,
      roundsOfAVerdict(options.intervalMs),
    );
    this.consumers = new SampleTable({ ...consumers, capacity });
    this.namedConsumers = new SampleTable({ ...consumers, capacity: hour });
    this.streams = new SampleTable({ ...streams, capacity });
    this.namedStreams = new SampleTable({ ...streams, capacity: hour });
  }

  get bytes(): number {
    return this.#all().reduce((sum, table) => sum + table.bytes, 0);
  }

  /** Begins a round in all of them. */
  nextRound(): void {
    this.round++;
    this.#all().forEach(table => table.nextRound());
  }

  #all() {
    return [
      this.consumers,
      this.namedConsumers,
      this.streams,
      this.namedStreams,
    ];
  }
}
