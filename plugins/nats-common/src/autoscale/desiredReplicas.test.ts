import fc from 'fast-check';
import { desiredReplicas } from './desiredReplicas';

const bounds = {
  minReplicaCount: 0,
  maxReplicaCount: 5,
  lagThreshold: 10,
  activationLagThreshold: 0,
};

describe('desiredReplicas', () => {
  it.each([
    [0, 0],
    [1, 1],
    [10, 1],
    [11, 2],
    [50, 5],
    [51, 5],
    [1e12, 5],
  ])('a backlog of %d asks for %d', (backlog, replicas) => {
    expect(desiredReplicas(backlog, bounds)).toBe(replicas);
  });

  it('leaves zero only above the activation threshold', () => {
    const slow = { ...bounds, activationLagThreshold: 5 };
    expect(desiredReplicas(5, slow)).toBe(0);
    expect(desiredReplicas(6, slow)).toBe(1);
  });

  it('never goes below the minimum', () => {
    const steady = { ...bounds, minReplicaCount: 2 };
    expect(desiredReplicas(0, steady)).toBe(2);
    expect(desiredReplicas(1, steady)).toBe(2);
  });

  it('grows with the backlog and stays within its bounds', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.nat(10_000),
        fc.integer({ min: 1, max: 100 }),
        (a, b, lagThreshold) => {
          const set = { ...bounds, lagThreshold };
          const [less, more] = [Math.min(a, b), Math.max(a, b)];
          expect(desiredReplicas(less, set)).toBeLessThanOrEqual(
            desiredReplicas(more, set),
          );
          expect(desiredReplicas(more, set)).toBeLessThanOrEqual(5);
        },
      ),
    );
  });
});
