import {
  delivered,
  findingsOn,
  INTERVAL,
  judge,
  sample,
  samples,
  settings,
  streamSettings,
  streamState,
  verdictOn,
} from '../__testUtils__/consumer';
import { CONSUMER_THRESHOLDS } from '../thresholds/keys';
import { resolveThresholds } from '../thresholds/resolveThresholds';

const allowing = (backlog: number) =>
  resolveThresholds(CONSUMER_THRESHOLDS, {
    entity: { 'backlog-allowed': String(backlog) },
  }).thresholds;

describe('what carries no claim', () => {
  it('no-data', () => {
    expect(judge([])).toBe('unknown no-data: Never seen so far');
  });

  it('unreadable: a number that cannot be makes all others doubtful', () => {
    const unreadable = 'num_pending is 18446744073709551615';
    expect(judge(samples(10), { unreadable })).toBe(
      'unknown unreadable: num_pending is 18446744073709551615',
    );
  });

  it('stale: older than three intervals', () => {
    expect(judge(samples(10), { age: 30_000 })).toBe('ok ok: Nothing waiting');
    expect(judge(samples(10), { age: 31_000 })).toBe(
      'unknown stale: The last sample is 31 sec old',
    );
  });

  it('stale: what was said of its leader is old by then, too', () => {
    const leaderless = { leader: '', readings: 2 };
    expect(judge(samples(10), { age: 31_000, leaderless })).toBe(
      'unknown stale: The last sample is 31 sec old',
    );
    expect(judge([], { age: 31_000, leaderless })).toBe(
      'unknown no-data: Never seen so far',
    );
  });

  it.each([
    [samples(1), '0 sec with 1 sample'],
    [samples(6), '50 sec with 6 samples'],
    [[sample(), sample({ at: 60_000 })], '60 sec with 2 samples'],
  ])('too-little-data: %#', (window, watched) => {
    expect(judge(window)).toBe(
      `unknown too-little-data: Watched for ${watched}; a verdict needs 60 sec and 3 samples`,
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

  it('recreated: what another consumer of the same name did is forgotten', () => {
    const window = samples(10, i => ({
      created: i < 6 ? 'earlier' : 'later',
      pending: 5,
    }));
    expect(judge(window)).toBe(
      'unknown recreated: Deleted and created again. Watched for 30 sec with 4 samples; a verdict needs 60 sec and 3 samples',
    );
  });

  it.each([
    ['before a pause', samples(10, i => ({ paused: i < 6, pending: 5 }))],
    [
      'in a hole',
      samples(10, i => ({
        at: i * INTERVAL + (i < 6 ? 0 : 3_600_000),
        pending: 5,
      })),
    ],
    [
      'before a clock ran back',
      samples(10, i => ({
        at: i * INTERVAL - (i < 6 ? 0 : 3_600_000),
        pending: 5,
      })),
    ],
  ])('too-little-data: what happened %s is forgotten', (_case, window) => {
    expect(judge(window)).toContain('unknown too-little-data');
  });
});

describe('no-leader', () => {
  it('is unknown at first: an election takes seconds', () => {
    expect(
      judge(samples(10), { leaderless: { leader: '', readings: 1 } }),
    ).toBe('unknown no-leader: It has no leader at the moment');
  });

  it('is an error where it lasts', () => {
    expect(
      judge(samples(10), { leaderless: { leader: '', readings: 2 } }),
    ).toBe(
      'error no-leader: The consumer has no leader, so nothing is delivered',
    );
  });

  it('is unknown where the leader is named and did not answer', () => {
    expect(judge([], { leaderless: { leader: 'nats-2', readings: 9 } })).toBe(
      'unknown no-leader: Its leader nats-2 did not answer',
    );
  });
});

describe('the order of the rules', () => {
  it('lets the first decide and keeps the others as findings', () => {
    const window = samples(10, i => ({
      deliveredConsumerSequence: 5 + i,
      deliveredStreamSequence: 5,
      ackPending: 10,
      pending: 45 + i,
      redelivered: 12,
    }));
    expect(
      verdictOn(window, {
        settings: settings({ maxAckPending: 10, maxDeliver: 5 }),
      }),
    ).toMatchObject({
      level: 'error',
      rule: 'saturated',
      findings: [{ rule: 'redelivery-loop' }, { rule: 'poison' }],
    });
  });

  it('lets a worse one decide before a better one', () => {
    const replicas = [{ name: 'n2', current: false, offline: true, lag: 0 }];
    const window = samples(10, () => ({
      pending: 5,
      replicas: [...replicas, { ...replicas[0], name: 'n3', offline: false }],
    }));
    expect(judge(window)).toContain('error stop');
    expect(findingsOn(window)).toEqual(['warning replica-offline']);
  });

  it('blames nothing on a consumer that is paused, but tells what it loses', () => {
    const window = samples(10, i => ({
      paused: true,
      pending: 100,
      streamState: streamState(1 + 20 * i, 100 + 20 * i),
    }));
    expect(
      verdictOn(window, {
        settings: settings(),
        streamSettings: streamSettings({ maxMessages: 100 }),
        settingsReadAt: 90_000,
        settingsSince: 0,
      }),
    ).toMatchObject({ rule: 'loss', findings: [{ rule: 'paused' }] });
    expect(
      findingsOn(samples(10, () => ({ paused: true, pending: 9 }))),
    ).toEqual([]);
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
      ...delivered(4 * i),
      pending: i % 2 === 0 ? 0 : 4,
    }));
    expect(judge(window)).toBe('ok ok: Was empty 10 sec ago, 4 waiting now');
  });

  it('is said of a backlog that is allowed', () => {
    const window = samples(10, i => ({ ...delivered(i), pending: 40 }));
    expect(judge(window, { thresholds: allowing(40) })).toBe(
      'ok ok: No more than allowed: 40 waiting',
    );
    expect(judge(window, { thresholds: allowing(39) })).toContain(
      'warning lagging',
    );
  });

  it('new-backlog: is not said of the first rise', () => {
    const window = samples(10, i => ({ pending: i < 9 ? 0 : 50 }));
    expect(judge(window)).toBe(
      'info new-backlog: Was empty 10 sec ago, 50 waiting now; too early to say more',
    );
  });

  it('says when a backlog will be gone', () => {
    const window = samples(10, i => ({
      ...delivered(10 * i),
      pending: 1300 - 10 * i,
    }));
    expect(judge(window)).toBe(
      'ok ok: Keeps up: 1,210 waiting, drained in 20 min',
    );
  });

  it('slow-drain: is no good news where it takes hours', () => {
    const window = samples(10, i => ({
      ...delivered(10 * i),
      pending: 1_000_000 - 10 * i,
    }));
    expect(judge(window)).toBe(
      'info slow-drain: Drains slowly: 999,910 waiting, drained in 12 days',
    );
  });
});
