import { SampleOf, SampleRing, SampleShape, SampleTable } from './SampleTable';

/** The samples of one thing: for ten minutes, or for an hour where somebody named it. */
export class MemoryRow<S extends SampleShape> {
  readonly #short: SampleTable<S>;
  readonly #long: SampleTable<S>;
  #table: SampleTable<S>;
  #row: number;

  constructor(short: SampleTable<S>, long: SampleTable<S>) {
    this.#short = short;
    this.#long = long;
    this.#table = short;
    this.#row = short.addRow();
  }

  /** Rounds that are kept. */
  get capacity(): number {
    return this.#table.capacity;
  }

  /** Keeps what there is for an hour from now on, or not any more. */
  keepLong(isLong: boolean): void {
    const table = isLong ? this.#long : this.#short;
    if (table !== this.#table) {
      const row = table.addRow();
      table.copyRow(row, this.#table, this.#row);
      this.#table.freeRow(this.#row);
      this.#table = table;
      this.#row = row;
    }
  }

  write(sample: SampleOf<S>): void {
    this.#table.write(this.#row, sample);
  }

  has(ago: number): boolean {
    return this.#table.has(this.#row, ago);
  }

  /** See `SampleTable.ring`. */
  ring(): SampleRing<S> {
    return this.#table.ring(this.#row);
  }

  read(ago: number, name: keyof S): number {
    return this.#table.read(this.#row, ago, name);
  }

  /** Gives the room back; the row is not to be used any more. */
  release(): void {
    this.#table.freeRow(this.#row);
  }
}
