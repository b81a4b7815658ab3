import {
  findingsOn,
  judge,
  samples,
  settings,
  verdictOn,
} from '../../__testUtils__/consumer';

describe('stop', () => {
  const nobody = samples(10, i => ({ pending: 5000 + i }));

  it('is said when messages wait, none is in flight and nobody asks', () => {
    expect(judge(nobody)).toBe(
      'error stop: Nobody reads: 5,009 waiting, no client and no delivery for 90 sec',
    );
  });

  it('says since when messages wait, and when the last one was delivered', () => {
    const longAgo = samples(12, i => ({
      at: 7_200_000 + 10_000 * i,
      pending: i < 4 ? 0 : 3,
      deliveredConsumerSequence: 7,
      lastDelivery: 0,
    }));
    expect(verdictOn(longAgo)).toMatchObject({
      reason:
        'Nobody reads: 3 waiting, no client and no delivery for 2 hr 1 min',
      since: 7_240_000,
    });
  });

  it('is not said when somebody asked once, which is worse: see stall', () => {
    const asked = nobody.map((s, i) => ({ ...s, waiting: i === 4 ? 1 : 0 }));
    expect(judge(asked)).toContain('error stall');
  });

  it('is not said of a push consumer with a subscriber', () => {
    const bound = nobody.map(s => ({ ...s, pushBound: true }));
    expect(judge(bound)).toContain('error stall');
  });

  it('is not said while those who hold messages may still be at work', () => {
    const working = nobody.map(s => ({ ...s, ackPending: 5 }));
    expect(
      judge(working, { settings: settings({ ackWaitMs: 46_000 }) }),
    ).toContain('warning hold');
    expect(judge(working, { settings: settings({ ackWaitMs: 45_000 }) })).toBe(
      'error stop: Nobody reads: 5,009 waiting and 5 in flight, no client and no delivery for 90 sec',
    );
  });

  it('is not said of a client that shows life without finishing', () => {
    const alive = nobody.map(s => ({
      ...s,
      ackPending: 5,
      lastDelivery: s.at - 1000,
    }));
    const verdict = { settings: settings({ ackWaitMs: 30_000 }) };
    expect(judge(alive, verdict)).toContain('warning hold');
    expect(findingsOn(alive, verdict)).toEqual([]);
  });
});
