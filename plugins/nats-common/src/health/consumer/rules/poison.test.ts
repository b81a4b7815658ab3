import {
  delivered,
  findingsOn,
  judge,
  samples,
  settings,
  verdictOn,
} from '../../__testUtils__/consumer';

const known = { settings: settings({ maxDeliver: 5 }) };

describe('poison', () => {
  const late = (redelivered: (i: number) => number) =>
    samples(10, i => ({ ...delivered(10), redelivered: redelivered(i) }));

  it('is an error while messages are given up', () => {
    expect(
      judge(
        late(i => (i < 5 ? 1 : 4)),
        known,
      ),
    ).toBe(
      'error poison: 3 given up within 90 s: maxDeliver was reached without an acknowledgement',
    );
  });

  it('is a warning afterwards, and hides nothing worse', () => {
    expect(
      judge(
        late(() => 4),
        known,
      ),
    ).toBe(
      'warning poison: 4 given up before: maxDeliver was reached without an acknowledgement',
    );
    expect(
      judge(
        samples(10, () => ({ redelivered: 4, pending: 5 })),
        known,
      ),
    ).toContain('error stop');
  });

  it('is a warning at most where nobody knows maxDeliver, and nothing where there is none', () => {
    const fresh = late(i => i);
    expect(judge(fresh)).toContain('warning poison');
    expect(judge(fresh, { settings: settings() })).toBe(
      'ok ok: Nothing waiting',
    );
  });

  it('is not said of messages that are still in flight', () => {
    const again = samples(10, i => ({
      ...delivered(i),
      redelivered: 4,
      ackPending: 4,
    }));
    expect(judge(again, known)).toBe('ok ok: Keeps up: 4 in flight');
  });

  it('keeps the forecast', () => {
    const window = samples(10, i => ({
      ...delivered(10 * i),
      pending: 100 - 10 * i,
      redelivered: 1,
    }));
    expect(verdictOn(window, known)).toMatchObject({
      rule: 'poison',
      drainsInSeconds: 10,
      backlogPerSecond: -1,
    });
  });
});

describe('pinned', () => {
  it('names the message that is not finished while later ones are', () => {
    const window = samples(12, i => ({
      ...delivered(20 + i),
      ackFloorStreamSequence: 6,
      ackPending: 1,
      redelivered: 1,
      waiting: 1,
    }));
    expect(judge(window, known)).toBe(
      'info pinned: Message 7 or one soon after it has not been acknowledged for 110 s while later ones were',
    );
    expect(verdictOn(window, known).advice?.command).toBe(
      'nats stream get JOBS 7',
    );
    expect(judge(window.slice(0, 10), known)).not.toContain('pinned');
  });
});

describe('redeliveries', () => {
  const deliveries = (count: number, advance: number) =>
    samples(10, i => ({
      deliveredConsumerSequence: count * i,
      deliveredStreamSequence: advance * i,
    }));

  it('is a warning above one in ten', () => {
    expect(judge(deliveries(20, 17))).toBe(
      'warning redeliveries: 15 % or more of 180 deliveries within 90 s were repetitions',
    );
    expect(judge(deliveries(20, 18))).toContain('ok ok');
  });

  it('says nothing of few deliveries', () => {
    expect(findingsOn(deliveries(11, 1))).toEqual([]);
  });
});
