import { cpus, loadavg, totalmem } from 'node:os';

/** What figures depend on, without saying whose machine it is. */
export interface Machine {
  processor: string;
  cores: number;
  /** GiB. */
  memory: number;
  node: string;
  platform: string;
}

export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** Processes that wanted a core, on average of the last minute: above the number of cores, figures are of waiting. */
export function loadOfMachine(): number {
  return Math.round(loadavg()[0] * 10) / 10;
}
