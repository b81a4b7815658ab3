import {
  delivered,
  judge,
  samples,
  verdictOn,
} from '../../__testUtils__/consumer';

describe('lagging', () => {
  it('is said when the backlog grows in spite of deliveries', () => {
    const window = samples(10, i => ({
      ...delivered(i),
      pending: 1000 + 20 * i,
      ackPending: 5,
    }));
    expect(judge(window)).toBe(
      'warning lagging: Falls behind: 1,180 waiting and 5 in flight, +120 a minute over 90 sec',
    );
    expect(verdictOn(window)).toMatchObject({ backlogPerSecond: 2, since: 0 });
    expect(verdictOn(window)).not.toHaveProperty('drainsInSeconds');
  });

  it('is said when messages wait all the time and the backlog stays level', () => {
    const window = samples(10, i => ({ ...delivered(i), pending: 45 }));
    expect(judge(window)).toBe(
      'warning lagging: Does not catch up: 45 waiting, level over 90 sec',
    );
  });

  it('is not said of what is on its way: a few seconds of work at every look', () => {
    const window = samples(10, i => ({
      ...delivered(1000 * i),
      pending: [3, 8, 5, 6][i % 4],
    }));
    expect(judge(window)).toContain('ok ok: Keeps up: ');
  });

  it('is said of a few seconds of work that become ever more', () => {
    const window = samples(10, i => ({
      ...delivered(1000 * i),
      pending: 3 + 20 * i,
    }));
    expect(judge(window)).toContain('warning lagging');
  });

  it('is not fooled by one lucky dip', () => {
    const window = samples(10, i => ({
      ...delivered(10 * i),
      pending: i === 5 ? 40 : 45 + i,
    }));
    expect(judge(window)).toContain('warning lagging');
  });

  it('counts from the last empty moment', () => {
    const window = samples(10, i => ({ ...delivered(i), pending: 10 * i }));
    expect(judge(window)).toBe(
      'warning lagging: Falls behind: 90 waiting, +60 a minute over 80 sec',
    );
  });

  it('is not said of a pool that is busy and lets nothing wait', () => {
    const window = samples(10, i => ({ ...delivered(5 * i), ackPending: 5 }));
    expect(judge(window)).toBe('ok ok: Keeps up: 5 in flight');
  });

  it('in-flight-grows: clients take more than they finish, and nothing waits', () => {
    const window = samples(10, i => ({ ...delivered(i), ackPending: 1 + i }));
    expect(judge(window)).toBe(
      'info in-flight-grows: More in flight and nothing waiting: 10 in flight, +6 a minute over 90 sec',
    );
  });
});
