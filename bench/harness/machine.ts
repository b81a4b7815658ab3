import { cpus, totalmem } from 'node:os';

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
