import fc from 'fast-check';
import { StreamSnapshot } from '../BrokerSnapshot';
import { streamSettings, streamState } from '../__testUtils__/consumer';
import { STREAM_THRESHOLDS } from '../thresholds/keys';
import { resolveThresholds } from '../thresholds/resolveThresholds';
import { judgeStream } from './judgeStream';
import { StreamWindow } from './StreamWindow';

function stream(changes: Partial<StreamSnapshot> = {}): StreamSnapshot {
  return {
    ...streamState(1, 50),
    account: 'APP',
    name: 'JOBS',
    created: '2026-01-01T00:00:00Z',
    leader: 'nats-0',
    consumers: 1,
    ...changes,
  };
}

function verdictOn(changes: Partial<StreamWindow> = {}) {
  return judgeStream({
    newest: stream(),
    states: [],
    age: 1_000,
    interval: 10_000,
    settings: streamSettings(),
    ...changes,
  });
}

function judge(changes: Partial<StreamWindow> = {}): string {
  const { level, rule, reason } = verdictOn(changes);
  return `${level} ${rule}: ${reason}`;
}

const ok = 'ok ok: 50 messages stored';

describe('what carries no claim', () => {
  it.each<[Partial<StreamWindow>, string]>([
    [{ newest: undefined }, 'unknown no-data: Never seen so far'],
    [{ age: 31_000 }, 'unknown stale: The last sample is 31 sec old'],
    [
      { age: 31_000, leaderless: { leader: '', readings: 2 } },
      'unknown stale: The last sample is 31 sec old',
    ],
    [
      { leaderless: { leader: 'nats-2', readings: 9 } },
      'unknown no-leader: Its leader nats-2 did not answer',
    ],
    [
      { leaderless: { leader: '', readings: 1 } },
      'unknown no-leader: It has no leader at the moment',
    ],
  ])('%j', (changes, verdict) => {
    expect(judge(changes)).toBe(verdict);
  });
});

it('no-leader: twice in a row is no election', () => {
  expect(judge({ leaderless: { leader: '', readings: 2 } })).toBe(
    'error no-leader: The stream has no leader, so nothing is stored or delivered',
  );
});

describe('copies', () => {
  const peer = (name: string, changes = {}) => ({
    name,
    current: true,
    offline: false,
    lag: 0,
    ...changes,
  });
  const away = { offline: true, current: false };

  it.each([
    [[peer('b'), peer('c')], ok],
    [
      [peer('b', away), peer('c')],
      'warning replica-offline: 1 of 3 copies of the stream is away: b (offline)',
    ],
    [
      [peer('b', away), peer('c', away)],
      'error no-quorum: 2 of 3 copies of the stream are away, so nothing can be stored: b (offline), c (offline)',
    ],
    [
      [peer('b'), peer('c', { current: false, lag: 1_001 })],
      "warning replica-behind: c is 1,001 operations behind the stream's leader",
    ],
    [[peer('b'), peer('c', { lag: 1_000 })], ok],
  ])('%#', (replicas, verdict) => {
    expect(judge({ newest: stream({ replicas }) })).toBe(verdict);
  });
});

describe('filling, full', () => {
  const refusing = (maxMessages: number) =>
    streamSettings({ discard: 'new', maxMessages });

  it.each([
    [refusing(67), ok],
    [refusing(66), 'warning filling: 75 % of its messages are there'],
    [refusing(55), 'error filling: 90 % of its messages are there'],
    [
      refusing(50),
      'error full: 100 % of its messages are there, and publishers are refused',
    ],
    // It makes room: nobody is refused.
    [streamSettings({ maxMessages: 50 }), ok],
    [streamSettings({ discard: 'new' }), ok],
  ])('%#', (settings, verdict) => {
    expect(judge({ settings })).toBe(verdict);
  });

  it('says when publishers will be refused', () => {
    const states = Array.from({ length: 10 }, (_, i) =>
      streamState(1, 41 + i, { at: i * 10_000 }),
    );
    const verdict = verdictOn({ settings: refusing(410), states });
    expect(verdict).toMatchObject({
      level: 'warning',
      rule: 'filling',
      reason:
        '12 % of its messages are there; it refuses publishers in about 60 min at the present rate',
      fullInSeconds: 3_600,
      storedPerSecond: 0.1,
    });
  });

  it('many-consumers', () => {
    const settings = streamSettings({ maxConsumers: 10 });
    expect(judge({ settings, newest: stream({ consumers: 8 }) })).toBe(ok);
    expect(judge({ settings, newest: stream({ consumers: 9 }) })).toBe(
      'warning many-consumers: 9 of at most 10 consumers are there',
    );
  });
});

describe('origin-away', () => {
  const origin = { kind: 'mirror' as const, name: 'ORDERS', lag: 7 };

  it.each([
    [{ silentMs: 59_000 }, ok],
    [
      { silentMs: 60_000 },
      'warning origin-away: The mirror ORDERS was not heard of for 60 sec, 7 behind',
    ],
    [{}, 'warning origin-away: The mirror ORDERS was never heard of, 7 behind'],
    [
      { silentMs: 1, error: 'stream not found' },
      'warning origin-away: The mirror ORDERS answers "stream not found", 7 behind',
    ],
  ])('%j', (changes, verdict) => {
    const origins = [{ ...origin, ...changes }];
    expect(judge({ newest: stream({ origins }) })).toBe(verdict);
  });
});

describe('threshold', () => {
  const limits = (values: Record<string, string>) =>
    resolveThresholds(STREAM_THRESHOLDS, {
      metadata: Object.fromEntries(
        Object.entries(values).map(([key, value]) => [
          `io.nats.monitor.${key}`,
          value,
        ]),
      ),
    }).thresholds;
  const peers = [
    { name: 'b', current: true, offline: false, lag: 5, silentMs: 1_000 },
  ];
  const origins = [
    { kind: 'source' as const, name: 'ORDERS', lag: 5, silentMs: 1_000 },
  ];

  it.each<[Record<string, string>, string | undefined]>([
    [{ 'msgs-warn': '49' }, undefined],
    [{ 'msgs-warn': '50' }, 'warning threshold: 50 messages, and 50 is'],
    [
      { 'msgs-warn': '60', 'msgs-critical': '50' },
      'error threshold: 50 messages, and 50 is',
    ],
    // The smaller is the warning: too many.
    [{ 'subjects-warn': '11', 'subjects-critical': '20' }, undefined],
    [
      { 'subjects-warn': '10', 'subjects-critical': '20' },
      'warning threshold: 10 subjects, and 10 is',
    ],
    // The larger is the warning: too few.
    [{ 'subjects-warn': '9', 'subjects-critical': '5' }, undefined],
    [
      { 'subjects-warn': '20', 'subjects-critical': '10' },
      'error threshold: 10 subjects, and 10 is',
    ],
    [{ 'lag-critical': '6' }, undefined],
    [{ 'lag-critical': '5' }, 'error threshold: ORDERS is 5 behind'],
    [{ 'seen-critical': '1001ms' }, undefined],
    [{ 'seen-critical': '1s' }, 'error threshold: ORDERS was not heard of for'],
    [{ 'min-sources': '1', 'max-sources': '1' }, undefined],
    [{ 'min-sources': '2' }, 'error threshold: 1 sources, and 2 is'],
    [{ 'peer-expect': '2' }, undefined],
    [{ 'peer-expect': '3' }, 'error threshold: 2 copies, and 3 are expected'],
    // Peers are compared with more than.
    [{ 'peer-lag-critical': '5' }, undefined],
    [{ 'peer-lag-critical': '4' }, 'error threshold: b is 5 operations behind'],
    [{ 'peer-seen-critical': '1s' }, undefined],
    [
      { 'peer-seen-critical': '999ms' },
      'error threshold: b was not heard of for',
    ],
  ])('%j', (values, verdict) => {
    const said = judge({
      newest: stream({ replicas: peers, origins, subjects: 10 }),
      thresholds: limits(values),
    });
    expect(said.startsWith(verdict ?? ok)).toBe(true);
  });

  it('does not mirror what it should', () => {
    expect(judge({ thresholds: limits({ 'lag-critical': '9' }) })).toBe(
      'error threshold: It is not mirrored',
    );
  });
});

it('never throws, and never says ok of what nobody has seen', () => {
  const number = fc.oneof(fc.nat(100), fc.constantFrom(0, 2 ** 53, -1));
  const states = fc.array(
    fc
      .tuple(number, number, number)
      .map(([at, first, last]) => streamState(first, last, { at })),
  );
  fc.assert(
    fc.property(
      states,
      fc.option(fc.record({ consumers: number, messages: number }), {
        nil: undefined,
      }),
      fc.record({
        maxMessages: number,
        maxBytes: number,
        maxConsumers: number,
      }),
      number,
      (held, newest, settings, age) => {
        const { level } = verdictOn({
          states: held,
          newest: newest && stream(newest),
          settings: streamSettings({ ...settings, discard: 'new' }),
          age,
        });
        expect(newest === undefined && level === 'ok').toBe(false);
      },
    ),
  );
});
