import { DEFAULT_TIMES, NOT_SCALED, scale, ScalingState } from './scale';

const bounds = {
  minReplicaCount: 0,
  maxReplicaCount: 5,
  lagThreshold: 10,
  activationLagThreshold: 0,
};

/** Replicas at each decision of the HPA while a backlog stands as it is. */
function replicasOf(
  backlogs: readonly number[],
  start: ScalingState = NOT_SCALED,
) {
  let state = start;
  return backlogs.map((backlog, i) => {
    state = scale(
      state,
      { now: i * DEFAULT_TIMES.syncMs, backlog },
      bounds,
      DEFAULT_TIMES,
    );
    return state.replicas;
  });
}

describe('scale', () => {
  it('wakes one worker at the next poll, and the others when the HPA looks', () => {
    expect(replicasOf([50, 50])).toEqual([1, 5]);
  });

  it('has the HPA decide by what the last poll saw', () => {
    // The polls are at 0 s and 30 s; at 15 s the HPA is told of the 5.
    expect(replicasOf([5, 50, 50])).toEqual([1, 1, 5]);
  });

  it('adds no more than four in one decision', () => {
    const many = { ...bounds, maxReplicaCount: 100 };
    const one = scale(
      NOT_SCALED,
      { now: 0, backlog: 900 },
      many,
      DEFAULT_TIMES,
    );
    const next = scale(one, { now: 15_000, backlog: 900 }, many, DEFAULT_TIMES);
    const then = scale(
      next,
      { now: 30_000, backlog: 900 },
      many,
      DEFAULT_TIMES,
    );
    expect([one, next, then].map(({ replicas }) => replicas)).toEqual([
      1, 5, 10,
    ]);
  });

  it('keeps the workers for five minutes after the last work was seen', () => {
    const after = Array.from({ length: 22 }, () => 0);
    const replicas = replicasOf([50, 50, ...after]);
    // Work was last seen at 0 s, so the poll at 300 s is the first that may end them.
    expect(replicas.slice(0, 20).every((n, i) => n === (i === 0 ? 1 : 5))).toBe(
      true,
    );
    expect(replicas[20]).toBe(0);
  });

  it('leaves alone what is within a tenth of its target', () => {
    const three: ScalingState = {
      ...NOT_SCALED,
      replicas: 3,
      polledAt: 0,
      activeAt: 0,
      syncedAt: -15_000,
      seen: 32,
    };
    expect(
      scale(three, { now: 1, backlog: 32 }, bounds, DEFAULT_TIMES).replicas,
    ).toBe(3);
    expect(
      scale(
        { ...three, seen: 34 },
        { now: 1, backlog: 34 },
        bounds,
        DEFAULT_TIMES,
      ).replicas,
    ).toBe(4);
  });
});
