import { Figure, Ratio } from './Benchmark';
import { Machine } from './machine';
import { Summary } from './statistics';

/** What a benchmark found, as it is kept in `bench/results`. */
export interface Result {
  name: string;
  about: string;
  /** When it was measured, ISO 8601. */
  at: string;
  machine: Machine;
  /** Of what was measured beside Node, e.g. `nats-server`. */
  versions: Record<string, string>;
  figures: (Figure & Summary)[];
  ratios: Ratio[];
  notes: string[];
  /** Name of its plot in the same folder; absent where nothing grows. */
  plot?: string;
}
