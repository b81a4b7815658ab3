import { milestonesOf } from './milestones';
import { DEFAULT_TIMES } from './scale';
import { simulate } from './simulate';

const bounds = {
  minReplicaCount: 0,
  maxReplicaCount: 5,
  lagThreshold: 10,
  activationLagThreshold: 0,
};

describe('simulate', () => {
  it('tells when 50 messages of 4 s are done, and by how many workers', () => {
    const moments = simulate({
      messages: 50,
      workMs: 4_000,
      bounds,
      times: DEFAULT_TIMES,
    });
    const { 'first worker': first, ...rest } = milestonesOf(moments);
    // KEDA looks every 30 s, the HPA 15 s after there is somebody.
    expect(first).toBe(30_000);
    expect(rest['all workers']).toBe(45_000);
    // One worker does 4 until the HPA looks, five do the other 46.
    expect(rest['all messages done']).toBeGreaterThan(80_000);
    expect(rest['all messages done']).toBeLessThan(90_000);
    // Five minutes after the last poll that saw work.
    expect(rest['no worker left']).toBe(360_000);
  });

  it('asks for no more workers than the backlog takes', () => {
    const moments = simulate({
      messages: 12,
      workMs: 60_000,
      bounds,
      times: DEFAULT_TIMES,
    });
    expect(Math.max(...moments.map(({ replicas }) => replicas))).toBe(2);
  });
});
