import { performance } from 'node:perf_hooks';
import { Figure } from './Benchmark';
import { medianOf } from './statistics';

/** Times work by name; a name is timed once in each round. */
export class Stopwatch {
  readonly #times = new Map<string, number[]>();

  /** Runs the work and keeps how long it took, in milliseconds. */
  async time<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    const started = performance.now();
    const result = await work();
    const times = this.#times.get(name) ?? [];
    this.#times.set(name, [...times, performance.now() - started]);
    return result;
  }

  /**
   * The median of a name in milliseconds.
   *
   * @throws RangeError for what was never timed
   */
  median(name: string): number {
    return medianOf(this.#times.get(name) ?? []);
  }

  figures(): Figure[] {
    return [...this.#times].map(([name, values]) => ({
      name,
      unit: 'ms',
      values,
    }));
  }
}
