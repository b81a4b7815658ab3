import { ConsumerSnapshot, TrendPoint } from '@nats-portal/plugin-nats-common';
import { CONSUMER_SHAPE, MemoryTables } from './MemoryTables';
import { MemoryRow } from './MemoryRow';
import { indexIn, Page } from './SampleTable';
import type { StreamHistory } from './StreamMemory';

const PUSH_BOUND = 1;
const PAUSED = 2;

const emptySample = (): ConsumerSnapshot => ({
  account: '',
  stream: '',
  name: '',
  created: '',
  at: 0,
  leader: '',
  deliveredConsumerSequence: 0,
  deliveredStreamSequence: 0,
  ackFloorStreamSequence: 0,
  pending: 0,
  ackPending: 0,
  redelivered: 0,
  waiting: 0,
  pushBound: false,
  paused: false,
  streamState: undefined,
});

/** The samples of one consumer, as numbers in tables that all consumers share. */
export class ConsumerSamples {
  readonly #tables: MemoryTables;
  readonly #row: MemoryRow<typeof CONSUMER_SHAPE>;
  /** The one of the same name before, and the round in which this one was first seen. */
  #formerCreated: string | undefined;
  #bornRound = 0;

  constructor(tables: MemoryTables) {
    this.#tables = tables;
    this.#row = new MemoryRow(tables.consumers, tables.namedConsumers);
  }

  /** @param birth - where another consumer has the name from now on: the round, and the last of the former one */
  add(
    sample: ConsumerSnapshot,
    birth?: { round: number; before: ConsumerSnapshot | undefined },
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
    if (birth) {
      this.#formerCreated = birth.before?.created;
      this.#bornRound = birth.round;
    }
  }

  /** Whether there is a sample of so many rounds ago. */
  has(ago: number): boolean {
    return this.#row.has(ago);
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
      if (this.#row.has(ago) && !this.#isFormer(ago)) {
        points.push({
          at: this.#row.read(ago, 'at'),
          backlog:
            this.#row.read(ago, 'pending') + this.#row.read(ago, 'ackPending'),
        });
      }
    }
    return points;
  }

  /**
   * The samples of a span of rounds, oldest first.
   *
   * @param newest - the newest sample, of which more is known than of others
   * @param span - rounds ago, a count; `to` is left out. `pool`: objects that may be written
   * over, for a caller who keeps none of the samples
   */
  read(
    newest: ConsumerSnapshot | undefined,
    history: StreamHistory,
    {
      from = 0,
      to = Infinity,
      pool,
    }: { from?: number; to?: number; pool?: ConsumerSnapshot[] } = {},
  ): ConsumerSnapshot[] {
    const samples: ConsumerSnapshot[] = [];
    const ring = this.#row.ring();
    for (
      let ago = Math.min(to, ring.capacity) - 1;
      newest && ago >= from;
      ago--
    ) {
      const at = indexIn(ring, ago);
      if (!Number.isNaN(ring.columns.at[at])) {
        const sample = pool?.[samples.length] ?? emptySample();
        this.#fill(sample, ring.columns, at, newest);
        sample.created = this.#isFormer(ago)
          ? this.#formerCreated ?? ''
          : newest.created;
        sample.streamState = history.byRound[ago];
        if (pool) {
          pool[samples.length] = sample;
        }
        samples.push(sample);
      }
    }
    const last = from === 0 ? samples.pop() : undefined;
    if (newest && last) {
      // The times of the last delivery, the replicas and the like are known of the newest only.
      const { streamState } = last;
      samples.push(
        newest.streamState?.at === streamState?.at
          ? newest
          : { ...newest, streamState },
      );
    }
    return samples;
  }

  /** Gives the room back. */
  release(): void {
    this.#row.release();
  }

  #isFormer(ago: number): boolean {
    return this.#tables.round - ago < this.#bornRound;
  }

  #fill(
    sample: ConsumerSnapshot,
    columns: Readonly<Page<typeof CONSUMER_SHAPE>>,
    at: number,
    newest: ConsumerSnapshot,
  ): void {
    const flags = columns.flags[at];
    sample.account = newest.account;
    sample.stream = newest.stream;
    sample.name = newest.name;
    sample.at = columns.at[at];
    sample.leader = this.#tables.leaders.nameOf(columns.leader[at]);
    sample.deliveredConsumerSequence = columns.deliveredConsumer[at];
    sample.deliveredStreamSequence = columns.deliveredStream[at];
    sample.ackFloorStreamSequence = columns.ackFloor[at];
    sample.pending = columns.pending[at];
    sample.ackPending = columns.ackPending[at];
    sample.redelivered = columns.redelivered[at];
    sample.waiting = columns.waiting[at];
    sample.pushBound = flags % 2 === PUSH_BOUND;
    sample.paused = flags >= PAUSED;
  }
}
