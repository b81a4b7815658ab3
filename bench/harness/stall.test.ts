import { performance } from 'node:perf_hooks';
import { longestStall } from './stall';

/** Uses the processor for so long, milliseconds. */
function work(forMs: number): void {
  const { user, system } = process.cpuUsage();
  const usedMs = () => {
    const used = process.cpuUsage({ user, system });
    return (used.user + used.system) / 1_000;
  };
  while (usedMs() < forMs) {
    performance.now();
  }
}

describe('longestStall', () => {
  it('is the longest turn that the work took', async () => {
    const stall = await longestStall(async () => {
      await new Promise(resolve => setTimeout(resolve, 5));
      work(60);
    });
    expect(stall).toBeGreaterThanOrEqual(30);
  });

  it('does not count waiting', async () => {
    const waiting = await longestStall(
      () => new Promise(resolve => setTimeout(resolve, 400)),
    );
    expect(waiting).toBeLessThan(400);
  });
});
