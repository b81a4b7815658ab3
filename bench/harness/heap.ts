import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const EVERY_MS = 2;

/** Frees what nobody holds any more. */
export function collectGarbage() {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
}

/**
 * Runs work and says how much the heap grew at most meanwhile, garbage that was
 * not collected yet included, in MiB.
 */
export async function peakHeapGrowth(
  work: () => Promise<unknown>,
): Promise<number> {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  };
  const timer = setInterval(look, EVERY_MS);
  try {
    await work();
    look();
  } finally {
    clearInterval(timer);
  }
  return (peak - before) / 1024 ** 2;
}
