import fc from 'fast-check';
import { backlogOf, ConsumerSnapshot } from './BrokerSnapshot';
import { ConsumerWindow, judgeConsumer } from './judgeConsumer';
import { delivered, INTERVAL, sample, samples } from './__testUtils__/consumer';

function verdictOn(
  window: readonly ConsumerSnapshot[],
  changes: Partial<ConsumerWindow> = {},
) {
  return judgeConsumer({
    samples: window,
    age: 1000,
    interval: INTERVAL,
    ...changes,
  });
}

function judge(...args: Parameters<typeof verdictOn>) {
  const { level, rule, reason } = verdictOn(...args);
  return `${level} ${rule}: ${reason}`;
}

describe('what carries no claim', () => {
  it('no-data', () => {
    expect(judge([])).toBe('unknown no-data: Never seen so far');
  });

  it('stale: older than three intervals', () => {
    expect(judge(samples(10), { age: 30_000 })).toBe('ok ok: Nothing waiting');
    expect(judge(samples(10), { age: 31_000 })).toBe(
      'unknown stale: The last sample is 31 s old',
    );
  });

  it.each([
    [samples(1), '0 s with 1 sample'],
    [samples(6), '50 s with 6 samples'],
    [[sample(), sample({ at: 60_000 })], '60 s with 2 samples'],
  ])('too-little-data: %#', (window, watched) => {
    expect(judge(window)).toBe(
      `unknown too-little-data: Watched for ${watched}; a verdict needs 60 s and 3 samples`,
    );
  });

  it('takes 3 samples over 60 s for enough', () => {
    const window = [0, 30_000, 60_000].map(at => sample({ at }));
    expect(judge(window)).toBe('ok ok: Nothing waiting');
  });

  it('takes more than ten samples where they come fast', () => {
    const window = Array.from({ length: 61 }, (_, i) =>
      sample({ at: i * 1000 }),
    );
    expect(judge(window, { interval: 1000 })).toBe('ok ok: Nothing waiting');
  });

  it('too-little-data: what another consumer of the same name did is forgotten', () => {
    const window = samples(10, i => ({
      created: i < 6 ? 'earlier' : 'later',
      pending: 5,
    }));
    expect(judge(window)).toContain('unknown too-little-data');
  });

  it('too-little-data: what happened before a pause, or in a hole, is forgotten', () => {
    expect(judge(samples(10, i => ({ paused: i < 6, pending: 5 })))).toContain(
      'unknown too-little-data',
    );
    const hole = samples(10, i => ({
      at: i * INTERVAL + (i < 6 ? 0 : 3_600_000),
      pending: 5,
    }));
    expect(judge(hole)).toContain('unknown too-little-data');
  });
});

describe('no-leader', () => {
  it('is an error where the servers name none', () => {
    expect(judge(samples(10), { leaderless: { leader: '' } })).toBe(
      'error no-leader: The consumer has no leader, so nothing is delivered',
    );
  });

  it('is unknown where the leader is named and did not answer', () => {
    expect(judge([], { leaderless: { leader: 'nats-2' } })).toBe(
      'unknown no-leader: Its leader nats-2 did not answer',
    );
  });

  it('is a warning where nobody can tell', () => {
    expect(judge([], { leaderless: true })).toBe(
      'warning no-leader: Its leader did not answer, or there is none',
    );
    expect(judge(samples(10), { leaderless: false })).toContain('ok');
  });
});

describe('paused', () => {
  it('says what waits, also with few samples', () => {
    expect(judge([sample({ paused: true, pending: 1204 })])).toBe(
      'info paused: Paused with 1,204 waiting',
    );
    expect(judge([sample({ paused: true })])).toBe(
      'info paused: Paused with nothing waiting',
    );
  });
});

describe('rewind', () => {
  it('is held until the consumer is where it was', () => {
    const back = samples(10, i => delivered(i < 5 ? 100 + i : 10 * i));
    expect(judge(back)).toBe(
      'warning rewind: Went back to an earlier message and delivers some again, nothing waiting',
    );
  });

  it('is over when it is further than before', () => {
    const past = samples(10, i => delivered(i < 2 ? 20 + i : i * 10));
    expect(judge(past)).toBe('ok ok: Nothing waiting');
  });

  it('leaves too little to judge by when it was a moment ago', () => {
    const reset = samples(10, i => ({
      deliveredConsumerSequence: i < 8 ? 50 : 0,
      deliveredStreamSequence: 50,
      pending: 5,
    }));
    expect(judge(reset)).toContain('unknown too-little-data');
  });
});

describe('stop', () => {
  const nobody = samples(10, i => ({ pending: 5000 + i }));

  it('is said when messages wait, none is in flight and nobody asks', () => {
    expect(judge(nobody)).toBe(
      'error stop: Nobody reads: 5,009 waiting, no client and no delivery for 90 s',
    );
  });

  it('is not said when somebody asked once, which is worse: see stall', () => {
    const asked = nobody.map((s, i) => ({ ...s, waiting: i === 4 ? 1 : 0 }));
    expect(judge(asked)).toContain('error stall');
  });

  it('is not said of a push consumer with a subscriber', () => {
    const bound = nobody.map(s => ({ ...s, pushBound: true }));
    expect(judge(bound)).toContain('error stall');
  });

  it('is not said of five workers with one long message each', () => {
    expect(judge(samples(10, () => ({ ackPending: 5 })))).toBe(
      'info hold: Nothing delivered for 90 s: 5 in flight, clients are at long work or gone',
    );
  });
});

describe('hold', () => {
  it('is a warning while others wait', () => {
    expect(judge(samples(10, () => ({ ackPending: 5, pending: 45 })))).toBe(
      'warning hold: Nothing delivered for 90 s: 45 waiting and 5 in flight, clients are at long work or gone',
    );
  });

  it('names the likely limit where clients ask', () => {
    expect(
      judge(samples(10, () => ({ ackPending: 5, pending: 45, waiting: 1 }))),
    ).toBe(
      'warning hold: Nothing delivered for 90 s although clients ask: 45 waiting and 5 in flight, maxAckPending may be reached',
    );
  });

  it('is news only, where a message came while all were at work', () => {
    const window = samples(10, i => ({
      ackPending: 5,
      pending: i < 9 ? 0 : 1,
    }));
    expect(judge(window)).toContain('info hold');
  });

  it('is a warning after ten minutes, also where nothing waits', () => {
    expect(judge(samples(61, () => ({ ackPending: 5 })))).toBe(
      'warning hold: Nothing delivered for 10 min: 5 in flight, clients are at long work or gone',
    );
  });

  it('is said where workers finish and leave while messages wait', () => {
    const leaving = samples(10, i => ({
      ackPending: Math.max(0, 5 - i),
      pending: 45,
    }));
    expect(judge(leaving)).toContain('warning hold');
  });

  it('is not said while messages are acknowledged and none waits', () => {
    const finishing = samples(8, i => ({ ackPending: 16 - 2 * i }));
    expect(judge(finishing)).toBe(
      'ok ok: Keeps up: 2 in flight, drained in 10 s',
    );
  });
});

describe('stall', () => {
  it('is said when clients ask, none is in flight and nothing comes', () => {
    expect(judge(samples(10, () => ({ pending: 45, waiting: 1 })))).toBe(
      'error stall: Stuck: 45 waiting, clients ask and nothing was delivered for 90 s',
    );
  });

  it('is said when the same messages come again and again', () => {
    const loop = samples(10, i => ({
      deliveredConsumerSequence: 5 + i,
      deliveredStreamSequence: 5,
      ackPending: 1,
      pending: 45,
    }));
    expect(judge(loop)).toBe(
      'error stall: Stuck: 45 waiting and 1 in flight, 9 redeliveries and no new message in 90 s',
    );
  });

  it('is a warning where each may have come again once', () => {
    const once = samples(10, i => ({
      deliveredConsumerSequence: i < 5 ? 1 : 2,
      deliveredStreamSequence: 1,
      ackPending: 1,
    }));
    expect(judge(once)).toBe(
      'warning stall: Stuck: 1 in flight, 1 redelivery and no new message in 90 s',
    );
  });
});

describe('poison', () => {
  const late = (redelivered: (i: number) => number) =>
    samples(10, i => ({ ...delivered(10), redelivered: redelivered(i) }));

  it('is an error while messages are given up', () => {
    expect(judge(late(i => (i < 5 ? 1 : 4)))).toBe(
      'error poison: 3 given up within 90 s: maxDeliver was reached without an acknowledgement',
    );
  });

  it('is a warning afterwards, and hides nothing worse', () => {
    expect(judge(late(() => 4))).toBe(
      'warning poison: 4 given up before: maxDeliver was reached without an acknowledgement',
    );
    expect(
      judge(samples(10, () => ({ redelivered: 4, pending: 5 }))),
    ).toContain('error stop');
  });

  it('is not said of messages that are still in flight', () => {
    const again = samples(10, i => ({
      ...delivered(i),
      redelivered: 4,
      ackPending: 4,
    }));
    expect(judge(again)).toBe('ok ok: Keeps up: 4 in flight');
  });

  it('keeps the forecast', () => {
    const window = samples(10, i => ({
      ...delivered(10 * i),
      pending: 100 - 10 * i,
      redelivered: 1,
    }));
    expect(verdictOn(window)).toMatchObject({
      rule: 'poison',
      drainsInSeconds: 10,
      backlogPerSecond: -1,
    });
  });
});

describe('loss', () => {
  const evicted = (changes: (i: number) => Partial<ConsumerSnapshot>) =>
    samples(10, i => ({
      ...delivered(i),
      pending: 2000 - 100 * i,
      ...changes(i),
    }));

  it('is said when what waits falls by more than was delivered', () => {
    expect(judge(evicted(() => ({})))).toBe(
      "warning loss: 891 or more were never delivered: the stream's limits, a purge or a new filter took them within 90 s",
    );
  });

  it('is not said of what a new leader counts afresh', () => {
    expect(judge(evicted(i => ({ leader: `nats-${i}` })))).toContain('ok');
  });
});

describe('lagging', () => {
  it('is said when the backlog grows in spite of deliveries', () => {
    const window = samples(10, i => ({
      ...delivered(i),
      pending: 1000 + 20 * i,
      ackPending: 5,
    }));
    expect(judge(window)).toBe(
      'warning lagging: Falls behind: 1,180 waiting and 5 in flight, +120 a minute over 90 s',
    );
    expect(verdictOn(window)).toMatchObject({ backlogPerSecond: 2 });
    expect(verdictOn(window)).not.toHaveProperty('drainsInSeconds');
  });

  it('is said when messages wait all the time and the backlog stays level', () => {
    const window = samples(10, i => ({ ...delivered(i), pending: 45 }));
    expect(judge(window)).toBe(
      'warning lagging: Does not catch up: 45 waiting, level over 90 s',
    );
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
      'warning lagging: Falls behind: 90 waiting, +60 a minute over 80 s',
    );
  });

  it('is not said of a pool that is busy and lets nothing wait', () => {
    const window = samples(10, i => ({ ...delivered(5 * i), ackPending: 5 }));
    expect(judge(window)).toBe('ok ok: Keeps up: 5 in flight');
  });

  it('in-flight-grows: clients take more than they finish, and nothing waits', () => {
    const window = samples(10, i => ({ ...delivered(i), ackPending: 1 + i }));
    expect(judge(window)).toBe(
      'info in-flight-grows: More in flight and nothing waiting: 10 in flight, +6 a minute over 90 s',
    );
  });
});

describe('draining', () => {
  const draining = (from: number, step: number) =>
    samples(10, i => ({ ...delivered(step * i), pending: from - step * i }));

  it('says when it will be done', () => {
    expect(judge(draining(1300, 10))).toBe(
      'ok ok: Keeps up: 1,210 waiting, drained in 20 min',
    );
    expect(verdictOn(draining(1300, 10))).toMatchObject({
      backlogPerSecond: -1,
      drainsInSeconds: 1210,
    });
  });

  it('slow-drain: is no good news where it takes hours', () => {
    expect(judge(draining(1_000_000, 10))).toBe(
      'info slow-drain: Drains slowly: 999,910 waiting, drained in 12 d',
    );
  });
});

describe('ok', () => {
  it('is said where nothing waits', () => {
    expect(judge(samples(10, i => delivered(i)))).toBe(
      'ok ok: Nothing waiting',
    );
  });

  it('is said of a backlog that comes and goes', () => {
    const window = samples(10, i => ({
      ...delivered(i),
      pending: i % 2 === 0 ? 0 : 4,
    }));
    expect(judge(window)).toBe('ok ok: Was empty 10 s ago, 4 waiting now');
  });

  it('new-backlog: is not said of the first rise', () => {
    const window = samples(10, i => ({ pending: i < 9 ? 0 : 50 }));
    expect(judge(window)).toBe(
      'info new-backlog: Was empty 10 s ago, 50 waiting now; too early to say more',
    );
  });
});

describe('any window', () => {
  const counter = fc.nat(50);
  const anySample = fc.record({
    deliveredConsumerSequence: counter,
    deliveredStreamSequence: counter,
    pending: counter,
    ackPending: counter,
    redelivered: fc.nat(10),
    waiting: fc.nat(2),
    pushBound: fc.boolean(),
    paused: fc.boolean(),
    created: fc.constantFrom('a', 'a', 'a', 'b'),
    leader: fc.constantFrom('nats-0', 'nats-1', ''),
    step: fc.integer({ min: -1000, max: 100_000 }),
  });
  const anyWindow = fc.array(anySample, { maxLength: 30 }).map(list => {
    let at = 0;
    return list.map(({ step, ...changes }) => {
      at += step;
      return sample({ ...changes, at });
    });
  });
  const rising = (changes: fc.Arbitrary<Partial<ConsumerSnapshot>>) =>
    fc
      .array(fc.tuple(fc.nat(20), fc.nat(20), changes), {
        minLength: 3,
        maxLength: 15,
      })
      .map(steps => {
        let pending = 0;
        let ackPending = 0;
        let count = 0;
        return steps.map(([p, a, more], i) => {
          pending += p;
          ackPending += a + (p + a === 0 ? 1 : 0);
          count += 1;
          return sample({
            ...delivered(count * (more.waiting ?? 0)),
            at: i * 30_000,
            pending,
            ackPending,
            ...more,
          });
        });
      });

  it('has a verdict with a sentence of numbers', () => {
    fc.assert(
      fc.property(anyWindow, fc.boolean(), (window, leaderless) => {
        const verdict = verdictOn(window, { leaderless });
        expect(verdict.reason).not.toMatch(/NaN|Infinity|undefined|-\d/);
        expect(verdict.reason).not.toMatch(/\.$|\n/);
        for (const forecast of [
          verdict.backlogPerSecond ?? 0,
          verdict.drainsInSeconds ?? 0,
        ]) {
          expect(Number.isFinite(forecast)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is never ok with under 3 samples or under a minute', () => {
    fc.assert(
      fc.property(anyWindow, window => {
        const newest = window[window.length - 1];
        fc.pre(window.length < 3 || newest.at - window[0].at < 60_000);
        expect(verdictOn(window.slice(-10)).level).not.toBe('ok');
      }),
      { numRuns: 500 },
    );
  });

  it('is never ok when the backlog grows from each sample to the next', () => {
    fc.assert(
      fc.property(
        rising(fc.record({ waiting: fc.nat(1), redelivered: fc.nat(2) })),
        window => {
          expect(
            window.every(
              (s, i) => i === 0 || backlogOf(s) > backlogOf(window[i - 1]),
            ),
          ).toBe(true);
          expect(verdictOn(window, { interval: 30_000 }).level).not.toBe('ok');
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never says that nobody reads where a message was in flight or a client asked', () => {
    const rarely = fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1);
    const quiet = fc.record({
      pending: fc.integer({ min: 1, max: 9 }),
      ackPending: rarely,
      waiting: rarely,
      pushBound: rarely.map(Boolean),
    });
    const window = fc
      .array(quiet, { minLength: 3, maxLength: 6 })
      .map(list =>
        list.map((changes, i) => sample({ ...changes, at: i * 30_000 })),
      );
    fc.assert(
      fc.property(window, list => {
        const nobody = list.every(
          s => s.ackPending === 0 && s.waiting === 0 && !s.pushBound,
        );
        const { rule } = verdictOn(list, { interval: 30_000 });
        expect(rule === 'stop').toBe(nobody);
      }),
      { numRuns: 500 },
    );
  });
});
