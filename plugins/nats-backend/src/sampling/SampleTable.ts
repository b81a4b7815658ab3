/** The typed arrays that a column may be kept in, by the size of what it holds. */
const ARRAYS = {
  f64: Float64Array,
  u32: Uint32Array,
  u16: Uint16Array,
  u8: Uint8Array,
} as const;

type ArrayKind = keyof typeof ARRAYS;

/** The numbers that a sample has, with their kinds. */
export type SampleShape = Readonly<Record<string, ArrayKind>>;

/** The numbers of one sample. */
export type SampleOf<S extends SampleShape> = { [K in keyof S]: number };

/** Columns of numbers, by their names. */
export type Page<S extends SampleShape> = {
  [K in keyof S]: InstanceType<(typeof ARRAYS)[S[K]]>;
};

/** The samples of a row in the columns of its table. */
export interface SampleRing<S extends SampleShape> {
  columns: Readonly<Page<S>>;
  /** Where the row begins, how many samples it has room for, and which of them is the newest. */
  start: number;
  capacity: number;
  head: number;
}

/** Where in the columns the sample of so many rounds ago is. */
export function indexIn(
  { start, head, capacity }: Omit<SampleRing<SampleShape>, 'columns'>,
  ago: number,
): number {
  const column = head - ago;
  return start + (column < 0 ? column + capacity : column);
}

/** Rows that are allocated together: few enough for a broker of few, many enough for one of many. */
const ROWS = 64;

/**
 * Samples of many rows as rings of typed arrays: an object for each sample would take
 * ten times the room. All rows are sampled together, so that one position holds for all;
 * a row that misses a round has a gap there.
 */
export class SampleTable<S extends SampleShape> {
  /** Rounds that are kept. */
  readonly capacity: number;
  readonly #shape: S;
  readonly #names: (keyof S & string)[];
  readonly #present: keyof S & string;
  readonly #pages: Page<S>[] = [];
  readonly #free: number[] = [];
  #rows = 0;
  #head = 0;

  /**
   * @param shape - what a sample consists of
   * @param present - names the number that is NaN where a row has no sample; of kind `f64`
   */
  constructor(options: {
    shape: S;
    present: keyof S & string;
    capacity: number;
  }) {
    this.#shape = options.shape;
    this.#names = Object.keys(options.shape);
    this.#present = options.present;
    this.capacity = options.capacity;
  }

  /** Bytes of the arrays. */
  get bytes(): number {
    const perSample = this.#names.reduce(
      (sum, name) => sum + ARRAYS[this.#shape[name]].BYTES_PER_ELEMENT,
      0,
    );
    return this.#pages.length * ROWS * this.capacity * perSample;
  }

  /** A row without samples. */
  addRow(): number {
    const row = this.#free.pop() ?? this.#rows++;
    if (row >= this.#pages.length * ROWS) {
      this.#pages.push(this.#newPage());
    }
    this.clear(row);
    return row;
  }

  /** Gives a row back. */
  freeRow(row: number): void {
    this.#free.push(row);
  }

  /** Forgets the samples of a row. */
  clear(row: number): void {
    const start = (row % ROWS) * this.capacity;
    this.#pageOf(row)[this.#present].fill(NaN, start, start + this.capacity);
  }

  /** Begins a round: what is written from now on is the newest sample of its row. */
  nextRound(): void {
    this.#head = (this.#head + 1) % this.capacity;
    for (const page of this.#pages) {
      const present = page[this.#present];
      for (let i = this.#head; i < present.length; i += this.capacity) {
        present[i] = NaN;
      }
    }
  }

  /** Writes the sample of a row in this round. */
  write(row: number, sample: SampleOf<S>): void {
    const page = this.#pageOf(row);
    const at = (row % ROWS) * this.capacity + this.#head;
    for (const name of this.#names) {
      page[name][at] = sample[name];
    }
  }

  /** True when a row has a sample so many rounds ago. */
  has(row: number, ago: number): boolean {
    const present = this.#pageOf(row)[this.#present];
    return !Number.isNaN(present[this.#indexOf(row, ago)]);
  }

  /** One number of the sample so many rounds ago; NaN or nonsense where there is none. */
  read(row: number, ago: number, name: keyof S): number {
    return this.#pageOf(row)[name][this.#indexOf(row, ago)];
  }

  /**
   * The columns of a row, and where in them its samples are: for those who read many
   * numbers of many samples. Good until the next round begins.
   */
  ring(row: number): SampleRing<S> {
    return {
      columns: this.#pageOf(row),
      start: (row % ROWS) * this.capacity,
      head: this.#head,
      capacity: this.capacity,
    };
  }

  /** Copies the samples of a row of another table of the same shape, as far as they fit. */
  copyRow(row: number, from: SampleTable<S>, fromRow: number): void {
    const page = this.#pageOf(row);
    const most = Math.min(this.capacity, from.capacity);
    for (let ago = 0; ago < most; ago++) {
      const at = this.#indexOf(row, ago);
      for (const name of this.#names) {
        page[name][at] = from.read(fromRow, ago, name);
      }
    }
  }

  #indexOf(row: number, ago: number): number {
    const column = this.#head - ago;
    return (
      (row % ROWS) * this.capacity +
      (column < 0 ? column + this.capacity : column)
    );
  }

  #pageOf(row: number): Page<S> {
    return this.#pages[Math.floor(row / ROWS)];
  }

  #newPage(): Page<S> {
    const size = ROWS * this.capacity;
    return Object.fromEntries(
      this.#names.map(name => [name, new ARRAYS[this.#shape[name]](size)]),
    ) as Page<S>;
  }
}
