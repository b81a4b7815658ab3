import { performance } from 'node:perf_hooks';

const LOOK_EVERY_MS = 1;

/**
 * Runs work and says for how long it let nobody else have a turn, at the longest;
 * milliseconds. Only processor time of this process counts, so that a machine that is busy
 * with something else does not pass for a stall.
 */
export async function longestStall(
  work: () => Promise<unknown>,
): Promise<number> {
  let longest = 0;
  let isOver = false;
  let seenAt = performance.now();
  let used = process.cpuUsage();
  const look = () => {
    const { user, system } = process.cpuUsage(used);
    const waited = performance.now() - seenAt;
    longest = Math.max(longest, Math.min(waited, (user + system) / 1_000));
    seenAt = performance.now();
    used = process.cpuUsage();
    if (!isOver) {
      setTimeout(look, LOOK_EVERY_MS);
    }
  };
  setTimeout(look, LOOK_EVERY_MS);
  try {
    await work();
    // What was late because of the work is noted at the next turn.
    await new Promise(resolve => setTimeout(resolve, 2 * LOOK_EVERY_MS));
  } finally {
    isOver = true;
  }
  return longest;
}
