import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY_FILE_SYSTEM = '/dev/shm';

/** A folder for what brokers store. */
export interface BenchmarkFolder {
  /** A disk's noise is greater than what is measured, so memory where there is a file system for that. */
  kind: 'memory' | 'disk';
  path(name?: string): string;
  remove(): Promise<void>;
}

/** Makes an empty folder. */
export async function benchmarkFolder(): Promise<BenchmarkFolder> {
  const inMemory = existsSync(MEMORY_FILE_SYSTEM);
  const folder = await mkdtemp(
    join(inMemory ? MEMORY_FILE_SYSTEM : tmpdir(), 'bench-'),
  );
  return {
    kind: inMemory ? 'memory' : 'disk',
    path: (name = '') => join(folder, name),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
