import { ConsumerSnapshot } from '../../BrokerSnapshot';
import { ConsumerWindow } from '../ConsumerWindow';
import {
  delivered,
  findingsOn,
  judge,
  samples,
  settings,
  streamSettings,
  streamState,
  verdictOn,
} from '../../__testUtils__/consumer';

/** The configuration was read at the start and again at the end. */
const known = (changes: Parameters<typeof streamSettings>[0] = {}) => ({
  settings: settings(),
  streamSettings: streamSettings(changes),
  settingsSince: 0,
  settingsReadAt: 90_000,
});

/** A stream of 100 messages that takes 20 a sample; the consumer stands. */
const evicted = (
  changes: (i: number) => Partial<ConsumerSnapshot> = () => ({}),
) =>
  samples(10, i => ({
    pending: 100,
    streamState: streamState(1 + 20 * i, 100 + 20 * i),
    ...changes(i),
  }));

function lossOn(
  window: ConsumerSnapshot[],
  changes: Partial<ConsumerWindow> = {},
) {
  const { level, rule, reason, findings = [] } = verdictOn(window, changes);
  const found = [{ level, rule, reason }, ...findings].find(item =>
    ['loss', 'removed', 'loss-ahead'].includes(item.rule),
  );
  return (
    found && { level: found.level, rule: found.rule, reason: found.reason }
  );
}

describe('loss', () => {
  it('is an error where the front of the stream has passed the consumer, which num_pending hides', () => {
    expect(judge(evicted(), known({ maxMessages: 100 }))).toBe(
      "error loss: About 160 messages were never delivered: the stream's limits took them",
    );
  });

  it('is an error where what waits falls by more than was delivered, also behind a filter', () => {
    const window = samples(10, i => ({
      ...delivered(i),
      pending: 2000 - 100 * i,
      streamState: streamState(1 + 150 * i, 3000 + i, { bytes: 900 }),
    }));
    expect(
      judge(window, {
        ...known({ maxBytes: 1000 }),
        settings: settings({ filters: ['jobs.mail'] }),
      }),
    ).toBe(
      "error loss: About 891 messages were never delivered: the stream's limits took them",
    );
  });

  it('is an error where the consumer steps over what is gone', () => {
    const window = samples(10, i => ({
      deliveredConsumerSequence: 50 * i,
      deliveredStreamSequence: 60 * i,
      streamState: streamState(1 + 60 * i, 100 + 60 * i),
    }));
    expect(judge(window, known({ maxMessages: 100 }))).toContain(
      'error loss: About 90 messages',
    );
  });

  it('is a warning until the configuration was read after it: the filter may be another', () => {
    const before = { ...known({ maxMessages: 100 }), settingsReadAt: 10_000 };
    expect(lossOn(evicted(), before)).toMatchObject({
      level: 'warning',
      reason: expect.stringContaining('or its filter was changed'),
    });
    const changed = { ...known({ maxMessages: 100 }), settingsSince: 50_000 };
    expect(lossOn(evicted(), changed)).toMatchObject({ level: 'warning' });
  });

  it('is a warning where nobody knows the configuration', () => {
    const window = samples(10, i => ({
      ...delivered(i),
      pending: 2000 - 100 * i,
    }));
    expect(judge(window)).toBe(
      "warning loss: About 891 messages were never delivered: the stream's limits, a purge or a new filter took them",
    );
  });

  it('is told by the age of the oldest message', () => {
    const aged = evicted(i => ({
      pending: 100,
      streamState: streamState(1 + 20 * i, 100 + 20 * i, {
        at: 10_000 * i,
        firstAt: 10_000 * i - 3_600_000,
      }),
    }));
    expect(lossOn(aged, known({ maxAgeMs: 3_600_000 }))).toMatchObject({
      level: 'error',
    });
    expect(lossOn(aged, known({ maxAgeMs: 36_000_000 }))).toMatchObject({
      level: 'info',
      rule: 'removed',
    });
  });

  it('is not said of what a new leader counts afresh', () => {
    const moved = samples(10, i => ({
      ...delivered(i),
      pending: 2000 - 100 * i,
      leader: `nats-${i}`,
    }));
    expect(lossOn(moved)).toBeUndefined();
  });

  it('is not said of holes that the consumer steps over', () => {
    const holes = samples(10, i => ({
      deliveredConsumerSequence: 50 * i,
      deliveredStreamSequence: 60 * i,
      streamState: streamState(1, 1000, { deleted: 400 }),
    }));
    expect(lossOn(holes, known({ maxMessages: 600 }))).toBeUndefined();
  });

  it('is not said where two servers answered one after the other', () => {
    // A work queue: what is acknowledged leaves the front, also between the two answers.
    const race = samples(10, i => ({
      ...delivered(100 * i),
      streamState: streamState(3 + 100 * i, 2 + 100 * i),
    }));
    expect(judge(race, known({ retention: 'workqueue', maxMessages: 1 }))).toBe(
      'ok ok: Nothing waiting',
    );
  });
});

describe('removed', () => {
  it('is news where somebody purged the stream', () => {
    const purged = samples(10, i => ({
      deliveredStreamSequence: i < 5 ? 0 : 100,
      pending: i < 5 ? 100 : 0,
      streamState: i < 5 ? streamState(1, 100) : streamState(101, 100),
    }));
    expect(judge(purged, known({ maxMessages: 100 }))).toBe(
      'info removed: About 100 messages were never delivered: a purge, a deletion or a new filter took them',
    );
  });

  it('is news where no limit can have taken them', () => {
    expect(lossOn(evicted(), known())).toMatchObject({
      level: 'info',
      rule: 'removed',
    });
    const refusing = known({ maxMessages: 100, discard: 'new' });
    expect(lossOn(evicted(), refusing)).toMatchObject({ rule: 'removed' });
  });

  it('is news where newer messages of the subject took the place', () => {
    const replaced = samples(10, i => ({
      pending: 50 - i,
      streamState: streamState(1, 1000 + i, { deleted: 900 }),
    }));
    expect(lossOn(replaced, known({ maxMessagesPerSubject: 1 }))).toMatchObject(
      {
        level: 'info',
        reason: expect.stringContaining('newer ones of their subjects'),
      },
    );
  });
});

describe('loss-ahead', () => {
  const nearer = (perSample: number) =>
    samples(10, i => ({
      ...delivered(400 + 5 * i),
      pending: 600 + 15 * i,
      streamState: streamState(1 + perSample * i, 1000 + perSample * i),
    }));

  it('says when unread messages will be lost', () => {
    expect(lossOn(nearer(20), known({ maxMessages: 1000 }))).toEqual({
      level: 'warning',
      rule: 'loss-ahead',
      reason:
        "Unread messages are lost in 2 min 57 sec: the stream's limits take 120 a minute and the consumer is 265 ahead of them",
    });
  });

  it('is not said of a consumer that is as fast as the limits', () => {
    expect(lossOn(nearer(5), known({ maxMessages: 1000 }))).toBeUndefined();
  });

  it('is not said where the front of the stream stands or went back', () => {
    const waiting = (first: (i: number) => number) =>
      samples(10, i => ({
        pending: 100,
        streamState: streamState(first(i), 100),
      }));
    for (const first of [() => 1, (i: number) => (i < 5 ? 2 : 1)]) {
      expect(lossOn(waiting(first), known({ maxMessages: 10 }))?.rule).not.toBe(
        'loss-ahead',
      );
    }
  });

  it('is not said of messages that leave because they were acknowledged', () => {
    expect(
      lossOn(nearer(20), known({ retention: 'workqueue' })),
    ).toBeUndefined();
  });
});

describe('loss-unclear, behind a filter', () => {
  const filtered = {
    ...known({ maxMessages: 100 }),
    settings: settings({ filters: ['jobs.mail'] }),
  };
  /** A busy stream that keeps a hundred messages. */
  const busy = (i: number, perSample: number) =>
    streamState(1 + perSample * i, 100 + perSample * i);

  it('is said where messages come and go between two samples', () => {
    const window = samples(10, i => ({ streamState: busy(i, 300) }));
    expect(judge(window, filtered)).toBe(
      "unknown loss-unclear: The stream's limits take messages before they can be seen to be read; whether some were for this consumer its filter hides",
    );
    expect(judge(window, known({ maxMessages: 100 }))).not.toContain('unclear');
  });

  it('is said where the front passes a consumer that has messages before it all the time', () => {
    const window = samples(10, i => ({
      ...delivered(10),
      pending: 50,
      ackPending: i % 2,
      waiting: 1,
      streamState: busy(i, 20),
    }));
    expect(findingsOn(window, filtered)).toContain('unknown loss-unclear');
  });

  it('is not said of a quiet consumer of a busy stream that has read all there is for it', () => {
    const window = samples(10, i => ({
      ...delivered(i <= 5 ? 10 : 11),
      pending: i === 5 ? 1 : 0,
      waiting: 1,
      streamState: busy(i, 40),
    }));
    expect(judge(window, filtered)).toBe('ok ok: Nothing waiting');
  });
});

describe('loss of a consumer with copies, which count deliveries a moment later', () => {
  const replicas = [
    { name: 'nats-1', current: true, offline: false, lag: 0 },
    { name: 'nats-2', current: true, offline: false, lag: 0 },
  ];
  /** Drains 50 a sample; of some samples the last batch is not counted yet. */
  const draining = (late: (i: number) => number, lost = (_: number) => 0) =>
    samples(10, i => ({
      ...delivered(50 * i - late(i)),
      pending: 2000 - 50 * i - lost(i),
      waiting: 1,
      streamState: streamState(1, 2000),
      replicas,
    }));

  it('is not said of deliveries that are counted by the next sample', () => {
    const rules = (late: (i: number) => number) =>
      findingsOn(draining(late), known()).join();
    expect(rules(i => (i === 4 ? 30 : 0))).not.toMatch(/loss|removed/);
    expect(rules(i => (i > 3 && i < 9 ? 10 * (i - 3) : 0))).not.toMatch(
      /loss|removed/,
    );
  });

  it('is unclear while only the next sample can tell', () => {
    expect(
      judge(
        draining(i => (i === 9 ? 30 : 0)),
        known(),
      ),
    ).toBe(
      'unknown loss-unclear: 30 messages wait no longer and no delivery of them is counted yet: the copies of the consumer count it a moment later, or they are lost; the next sample tells',
    );
  });

  it('is said of what no later delivery explains', () => {
    const window = draining(
      () => 0,
      i => (i < 5 ? 0 : 200),
    );
    expect(lossOn(window, known())).toMatchObject({
      rule: 'removed',
      reason: expect.stringContaining('About 150 messages'),
    });
  });

  it('is not said of what a new leader counts afresh', () => {
    const window = draining(i => (i === 4 ? 30 : 0)).map((sample, i) => ({
      ...sample,
      leader: i < 5 ? 'nats-0' : 'nats-1',
    }));
    expect(findingsOn(window, known()).join()).not.toMatch(/loss|removed/);
  });
});
