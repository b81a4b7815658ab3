import {
  delivered,
  findingsOn,
  judge,
  samples,
  settings,
  verdictOn,
} from '../../__testUtils__/consumer';
import { GivenUp } from '../GivenUp';

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
      'error poison: At least 3 given up within 90 sec: maxDeliver was reached without an acknowledgement',
    );
  });

  it('is a warning afterwards, and hides nothing worse', () => {
    expect(
      judge(
        late(() => 4),
        known,
      ),
    ).toBe(
      'warning poison: At least 4 given up before: maxDeliver was reached without an acknowledgement',
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

  const quiet = samples(10, () => delivered(10));
  const told = (changes: Partial<GivenUp> = {}): GivenUp => ({
    since: 0,
    heard: [{ at: 60_000, messages: 3 }],
    sequences: [4, 7, 9],
    ...changes,
  });

  it('counts what the servers told, which the counters do not show where a message is delivered once', () => {
    const once = { settings: settings({ maxDeliver: 1 }), givenUp: told() };
    expect(verdictOn(quiet, once)).toMatchObject({
      level: 'error',
      rule: 'poison',
      reason:
        '3 given up within 90 sec: maxDeliver was reached without an acknowledgement',
      since: 60_000,
      advice: {
        text: expect.stringContaining('the last ones are 4, 7, 9'),
        command: 'nats stream get JOBS 9',
      },
    });
  });

  it('says at least where some may have been missed, or the counters show more', () => {
    const atLeast = 'error poison: At least 3 given up within 90 sec';
    const missed = told({ since: 10_000 });
    expect(judge(quiet, { ...known, givenUp: missed })).toContain(atLeast);
    expect(
      judge(quiet, { ...known, givenUp: told({ since: undefined }) }),
    ).toContain(atLeast);
    const more = late(i => (i < 5 ? 0 : 5));
    expect(judge(more, { ...known, givenUp: told() })).toContain(
      'error poison: At least 5 given up within 90 sec',
    );
  });

  it('is a warning where the servers told of it before the samples', () => {
    const before = told({ heard: [{ at: -5_000, messages: 2 }] });
    expect(judge(quiet, { ...known, givenUp: before })).toBe(
      'warning poison: At least 2 given up before: maxDeliver was reached without an acknowledgement',
    );
  });

  it('says why nobody can tell which messages they were', () => {
    const deaf = {
      heard: [],
      sequences: [],
      deafBecause: 'its user may not subscribe to ADVISORIES',
    };
    const { advice } = verdictOn(
      late(() => 4),
      { ...known, givenUp: deaf },
    );
    expect(advice?.text).toContain(
      'Which ones is not known to the portal: its user may not subscribe to ADVISORIES',
    );
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
      'info pinned: Message 7 or one soon after it has not been acknowledged for 110 sec while later ones were',
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
      'warning redeliveries: 15 % or more of 180 deliveries within 90 sec were repetitions',
    );
    expect(judge(deliveries(20, 18))).toContain('ok ok');
  });

  it('says nothing of few deliveries', () => {
    expect(findingsOn(deliveries(11, 1))).toEqual([]);
  });
});
