import { lintRepository } from '@nats-portal/plugin-nats-flux';
import { exampleSpec } from '../benchmarks/exampleSpec';
import { repositoryWriter } from '../benchmarks/repositoryWriter';

/** How many streams, with how many consumers each. */
export interface SizeOfSpec {
  streams: number;
  consumersPerStream: number;
}

/** What it took, Node and the loaded modules included. */
export interface PeakMemory {
  peakMiB: number;
}

/** Generates and lints one repository, in a process that did nothing before. */
async function generateOnce(size: SizeOfSpec): Promise<PeakMemory> {
  const write = await repositoryWriter();
  lintRepository(write(exampleSpec(size.streams, size.consumersPerStream)));
  return { peakMiB: process.resourceUsage().maxRSS / 1024 };
}

process.on('message', async (size: Partial<SizeOfSpec>) => {
  if (size.streams) {
    // Who disconnects before all was sent loses the rest.
    process.send?.(await generateOnce(size as SizeOfSpec), () =>
      process.disconnect?.(),
    );
  }
});
