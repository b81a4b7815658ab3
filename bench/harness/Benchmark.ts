/** The units that figures come in. */
export type Unit = 'ms' | 's' | 'MiB' | 'MiB/s' | 'kB' | '1/s' | 'count';

/** One thing that was measured, several times. */
export interface Figure {
  name: string;
  unit: Unit;
  /** In the order in which they were taken; at least one. */
  values: number[];
}

/** One figure beside its limit, or beside what people would use instead, of the same run. */
export interface Ratio {
  /** E.g. `create, over the bare client's best`. */
  name: string;
  value: number;
  /** The most that the ratio may be; `atLeast` where more is better. */
  atMost?: number;
  atLeast?: number;
}

/** How a figure grows, or changes with time. */
export interface Curve {
  name: string;
  /** What grows, e.g. `consumers`. */
  x: string;
  /** What it costs, with its unit, e.g. `ms`. */
  y: string;
  points: { x: number; y: number; series: string }[];
  /** Both axes; logarithmic by default, since what grows is measured at 1, 100 and 1,000. */
  axes?: 'logarithmic' | 'linear';
}

/** What a benchmark found. */
export interface Measured {
  figures: Figure[];
  ratios: Ratio[];
  curve?: Curve;
  /** Versions of what was measured beside Node, e.g. `nats-server`. */
  versions?: Record<string, string>;
  /** What a reader has to know to read the figures. */
  notes?: string[];
}

/** Something that can be measured by its name. */
export interface Benchmark {
  name: string;
  /** What it measures, as one sentence. */
  about: string;
  /** @param say - tells how far it is, while it runs */
  run(say: (text: string) => void): Promise<Measured>;
}
