import {
  judge,
  samples,
  settings,
  verdictOn,
} from '../../__testUtils__/consumer';

const known = { settings: settings() };

describe('redelivery-loop', () => {
  it('is said when the same messages come again and again', () => {
    const loop = samples(10, i => ({
      deliveredConsumerSequence: 5 + i,
      deliveredStreamSequence: 5,
      ackPending: 1,
      pending: 45,
    }));
    expect(judge(loop)).toBe(
      'error redelivery-loop: Stuck: 45 waiting and 1 in flight, 9 redeliveries and no new message in 90 sec',
    );
  });

  it('is a warning where each may have come again once', () => {
    const once = samples(10, i => ({
      deliveredConsumerSequence: i < 5 ? 1 : 2,
      deliveredStreamSequence: 1,
      ackPending: 1,
    }));
    expect(judge(once)).toBe(
      'warning redelivery-loop: Stuck: 1 in flight, 1 redelivery and no new message in 90 sec',
    );
  });
});

describe('hold', () => {
  it('is news only, of five workers with one long message each', () => {
    const working = samples(10, () => ({ ackPending: 5 }));
    expect(judge(working, { settings: settings({ ackWaitMs: 60_000 }) })).toBe(
      'info hold: Nothing delivered for 90 sec: 5 in flight, clients are at long work or gone',
    );
  });

  it('is an error where they would have been heard of if they were still there', () => {
    const crashed = samples(10, () => ({ ackPending: 5 }));
    expect(judge(crashed, known)).toBe(
      'error hold: Held and never finished: 5 in flight, no sign of a client for 90 sec',
    );
    const backoff = { settings: settings({ longestBackoffMs: 60_000 }) };
    expect(judge(crashed, backoff)).toContain('info hold');
  });

  it('is news only, where clients say that they are at work', () => {
    const alive = samples(40, i => ({
      ackPending: 5,
      lastDelivery: 10_000 * i,
    }));
    expect(judge(alive, known)).toContain('info hold');
  });

  it('is news only, where clients ask: what is in flight would come again', () => {
    const later = samples(40, () => ({ ackPending: 5, waiting: 2 }));
    expect(judge(later, known)).toBe(
      'info hold: Nothing delivered for 6 min 30 sec: 5 in flight, clients are at long work or asked for a later delivery',
    );
  });

  it('is a warning while others wait', () => {
    expect(
      judge(
        samples(10, () => ({ ackPending: 5, pending: 45 })),
        { settings: settings({ ackWaitMs: 60_000 }) },
      ),
    ).toBe(
      'warning hold: Nothing delivered for 90 sec: 45 waiting and 5 in flight, clients are at long work or gone',
    );
  });

  it('is news only, where a message came while all were at work', () => {
    const window = samples(10, i => ({
      ackPending: 5,
      pending: i < 9 ? 0 : 1,
    }));
    expect(judge(window)).toContain('info hold');
  });

  it('names the likely limit where nobody knows it', () => {
    expect(
      judge(samples(10, () => ({ ackPending: 5, pending: 45, waiting: 1 }))),
    ).toBe(
      'warning hold: Nothing delivered for 90 sec although clients ask: 45 waiting and 5 in flight, maxAckPending may be reached',
    );
  });

  it('is a warning after ten minutes where nobody knows ackWait', () => {
    expect(judge(samples(60, () => ({ ackPending: 5 })))).toContain(
      'info hold',
    );
    expect(judge(samples(61, () => ({ ackPending: 5 })))).toContain(
      'warning hold',
    );
  });

  it('is said where workers finish and leave while messages wait', () => {
    const leaving = samples(10, i => ({
      ackPending: Math.max(0, 5 - i),
      pending: 45,
    }));
    expect(
      judge(leaving, { settings: settings({ ackWaitMs: 60_000 }) }),
    ).toContain('warning hold');
  });

  it('is not said while messages are acknowledged and none waits', () => {
    const finishing = samples(8, i => ({ ackPending: 16 - 2 * i }));
    expect(judge(finishing, known)).toBe(
      'ok ok: Keeps up: 2 in flight, drained in 10 sec',
    );
  });
});

describe('stall', () => {
  const asking = samples(10, () => ({ pending: 45, waiting: 1 }));

  it('is said when clients ask, messages wait and nothing comes', () => {
    expect(judge(asking)).toBe(
      'error stall: Stuck: 45 waiting, clients ask and nothing was delivered for 90 sec',
    );
    expect(verdictOn(asking).advice?.command).toBe(
      'nats consumer cluster step-down JOBS workers',
    );
  });

  it('is said below maxAckPending, and not at it', () => {
    const held = asking.map(s => ({ ...s, ackPending: 5 }));
    expect(judge(held, known)).toContain('error stall');
    expect(judge(held, { settings: settings({ maxAckPending: 5 }) })).toContain(
      'saturated',
    );
  });

  it.each([
    [{ replayPolicy: 'original' }, 'it replays as slowly as the messages came'],
    [
      { priorityPolicy: 'overflow' },
      'its priority groups (overflow) may keep messages for other clients',
    ],
  ])('kept-back: is news only with %j', (changes, why) => {
    expect(judge(asking, { settings: settings(changes) })).toBe(
      `info kept-back: Nothing delivered for 90 sec: 45 waiting; ${why}`,
    );
  });
});
