import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second wherever Node runs (sysconf(_SC_CLK_TCK)). */
const TICK_MS = 10;

/** Processor time that a process has used, milliseconds; undefined where the system does not say. */
export function processorTime(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program may have spaces and ends with the last bracket (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system] = [Number(fields[11]), Number(fields[12])];
    return (user + system) * TICK_MS;
  } catch {
    return undefined;
  }
}

/** Processor time that this process has used, milliseconds. */
export function ownTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
