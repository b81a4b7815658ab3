import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import {
  CONSUMER_SETTINGS,
  consumerRow,
  snapshotOf,
  STREAM_SETTINGS,
  streamRow,
} from './__testUtils__/snapshots';
import { BrokerMemory } from './BrokerMemory';
import { MemoryTables } from './MemoryTables';

const INTERVAL = 15_000;
const at = (round: number) => round * INTERVAL;

function memoryOf(...snapshots: Partial<BrokerSnapshot>[]) {
  const memory = new BrokerMemory(new MemoryTables({ intervalMs: INTERVAL }));
  const add = (snapshot: Partial<BrokerSnapshot>) =>
    Array.from(memory.add(snapshotOf(snapshot)));
  snapshots.forEach(add);
  const list = () => [...memory.consumers()];
  return { memory, add, list, only: () => list()[0] };
}

const rounds = (
  count: number,
  changes: (round: number) => Partial<BrokerSnapshot>,
) =>
  Array.from({ length: count }, (_, round) => ({
    at: at(round),
    ...changes(round),
  }));

describe('BrokerMemory', () => {
  it('keeps the samples of each consumer, oldest first, as they were', () => {
    const first = consumerRow({
      at: at(0),
      deliveredConsumerSequence: 7,
      deliveredStreamSequence: 2 ** 50,
      ackFloorStreamSequence: 5,
      pending: 2 ** 40,
      ackPending: 3,
      redelivered: 2,
      waiting: 1,
      leader: 'n2',
      pushBound: true,
      paused: true,
    });
    const second = consumerRow({
      at: at(1),
      lastDelivery: 5,
      settings: CONSUMER_SETTINGS,
    });
    const { only } = memoryOf(
      { at: at(0), consumers: [first] },
      { at: at(1), consumers: [second] },
    );
    expect(only().samples()).toEqual([first, second]);
    expect(only().sampledAt).toBe(at(1));
  });

  it('keeps the newest 40 samples, or an hour of them', () => {
    const { only, add } = memoryOf(
      ...rounds(50, i => ({ consumers: [consumerRow({ pending: i })] })),
    );
    const pending = () =>
      only()
        .samples()
        .map(sample => sample.pending);
    expect(pending()).toHaveLength(40);
    only().keepLong(true);
    rounds(300, i => ({
      consumers: [consumerRow({ pending: 50 + i })],
    })).forEach(add);
    expect(pending()).toHaveLength(240);
    expect(pending()[239]).toBe(349);
    only().keepLong(false);
    expect(pending()).toHaveLength(40);
    expect(pending()[39]).toBe(349);
  });

  it('knows what the stream held at each sample', () => {
    const { only } = memoryOf(
      ...rounds(3, i => ({
        streams: i === 1 ? [] : [streamRow({ lastSequence: i, firstAt: 9 })],
        consumers: [consumerRow()],
      })),
    );
    expect(
      only()
        .samples()
        .map(({ streamState }) => streamState?.lastSequence),
    ).toEqual([0, undefined, 2]);
    expect(only().samples()[2].streamState).toMatchObject({ firstAt: 9 });
  });

  it('tells consumers of the same name in other streams and accounts apart', () => {
    const { memory, list } = memoryOf({
      consumers: [
        consumerRow(),
        consumerRow({ stream: 'OTHER' }),
        consumerRow({ account: 'B' }),
      ],
    });
    expect(list()).toHaveLength(3);
    expect(memory.findStreams('JOBS')).toHaveLength(2);
    expect(memory.findStreams('JOBS', 'B')).toHaveLength(1);
    expect(memory.findStreams('JOBS', 'C')).toEqual([]);
  });

  it('forgets what the servers no longer name, and uses its room again', () => {
    const { memory, add, list } = memoryOf({ consumers: [consumerRow()] });
    const { bytes } = memory;
    add({});
    expect(list()).toEqual([]);
    expect([...memory.streams()]).toEqual([]);
    add({ consumers: [consumerRow({ name: 'other' })] });
    expect(list()[0].samples()).toHaveLength(1);
    expect(memory.bytes).toBe(bytes);
  });

  it('keeps a consumer that is missing from a snapshot with problems, but not for ever', () => {
    const problems = ['n2 answered with an error'];
    const durable = consumerRow({ settings: CONSUMER_SETTINGS });
    const { add, list } = memoryOf({
      at: 0,
      consumers: [durable, consumerRow({ name: 'passing-by' })],
    });
    const names = () => list().map(({ name }) => name);
    add({ at: 500_000, problems });
    expect(names()).toEqual(['echo-workers', 'passing-by']);
    add({ at: 700_000, problems });
    expect(names()).toEqual(['echo-workers']);
    add({ at: 90_000_000, problems });
    expect(names()).toEqual([]);
  });

  it('counts for how many snapshots a consumer had no leader, and keeps its samples', () => {
    const lost = {
      account: 'APP',
      stream: 'JOBS',
      name: 'echo-workers',
      leader: '',
    };
    const { add, only } = memoryOf({ consumers: [consumerRow()] });
    const leaderless = () =>
      only().window({ now: 0, intervalMs: INTERVAL }).leaderless;
    add({ leaderless: [lost] });
    add({ leaderless: [lost] });
    expect(leaderless()).toEqual({ leader: '', readings: 2 });
    expect(only().samples()).toHaveLength(1);
    add({ consumers: [consumerRow()] });
    expect(leaderless()).toBeUndefined();
  });

  it('asks for configurations where one is missing, and where a loss is to be checked', () => {
    const known = { settings: CONSUMER_SETTINGS };
    const stream = { settings: { ...STREAM_SETTINGS, maxMessages: 100 } };
    const { memory, add } = memoryOf({ consumers: [consumerRow()] });
    expect(memory.wantsSettings()).toBe(true);
    add({ streams: [streamRow(stream)], consumers: [consumerRow(known)] });
    expect(memory.wantsSettings()).toBe(false);
    for (let i = 1; i < 10; i++) {
      add({
        at: at(i),
        streams: [
          streamRow({
            at: at(i),
            messages: 100,
            firstSequence: 50 * i,
            lastSequence: 50 * i + 99,
          }),
        ],
        consumers: [consumerRow({ at: at(i), pending: 100 })],
      });
      Array.from(memory.judge({ now: at(i), intervalMs: INTERVAL }));
    }
    expect(memory.wantsSettings()).toBe(true);
    add({
      at: at(10),
      streams: [streamRow({ ...stream, at: at(10), firstSequence: 500 })],
      consumers: [consumerRow({ ...known, at: at(10), pending: 100 })],
    });
    Array.from(memory.judge({ now: at(10), intervalMs: INTERVAL }));
    expect(memory.wantsSettings()).toBe(false);
  });
});

describe('a verdict of memory', () => {
  const options = (round: number) => ({ now: at(round), intervalMs: INTERVAL });

  it('is as old as what it says, also beyond the samples that it was made of', () => {
    const { memory, add, only } = memoryOf();
    for (let i = 0; i < 60; i++) {
      add({
        at: at(i),
        consumers: [consumerRow({ at: at(i), pending: i < 3 ? 0 : 5 })],
      });
      Array.from(memory.judge(options(i)));
    }
    expect(only().verdict(options(59))).toMatchObject({
      rule: 'stop',
      since: at(3),
    });
  });

  it('is unknown when nobody has said anything for three intervals', () => {
    const { memory, only } = memoryOf(
      ...rounds(10, i => ({ consumers: [consumerRow({ at: at(i) })] })),
    );
    Array.from(memory.judge(options(9)));
    expect(only().verdict(options(12)).level).toBe('ok');
    expect(only().verdict(options(13))).toMatchObject({
      level: 'unknown',
      rule: 'stale',
    });
  });

  it('goes on saying that there is no leader while servers say so, however long', () => {
    const key = { account: 'APP', leader: '' };
    const { memory, only } = memoryOf(
      ...rounds(10, i => ({
        streams: [streamRow({ at: at(i) })],
        consumers: [consumerRow({ at: at(i) })],
      })),
      ...rounds(20, i => ({
        at: at(10 + i),
        leaderlessStreams: [{ ...key, name: 'JOBS' }],
        leaderless: [{ ...key, stream: 'JOBS', name: 'echo-workers' }],
      })),
    );
    const [stream] = memory.streams();
    const rulesAt = (round: number) =>
      [only(), stream].map(one => {
        const { level, rule } = one.verdict(options(round));
        return `${level} ${rule}`;
      });
    expect(rulesAt(29)).toEqual(['error no-leader', 'error no-leader']);
    expect(rulesAt(33)).toEqual(['unknown stale', 'unknown stale']);
    expect(only().verdictFor({}, options(33)).rule).toBe('stale');
  });

  it('forgets what another consumer of the same name did', () => {
    const { only } = memoryOf(
      ...rounds(12, i => ({
        consumers: [
          consumerRow({
            at: at(i),
            created: i < 10 ? 'earlier' : 'later',
            pending: 5,
            deliveredStreamSequence: i < 10 ? 100 : 0,
          }),
        ],
      })),
    );
    expect(only().verdict(options(11))).toMatchObject({ rule: 'recreated' });
    expect(only().trend(40)).toHaveLength(2);
  });

  it('holds that a consumer went back until it is where it was, however long that takes', () => {
    const { only, add } = memoryOf();
    const step = (i: number, position: number) =>
      add({
        at: at(i),
        consumers: [
          consumerRow({
            at: at(i),
            deliveredConsumerSequence: i === 5 ? 0 : 1000 + i,
            deliveredStreamSequence: position,
          }),
        ],
      });
    for (let i = 0; i < 90; i++) {
      step(i, i < 5 ? 1000 : 10 * i);
    }
    expect(only().verdict(options(89))).toMatchObject({ rule: 'rewind' });
    step(90, 1000);
    expect(only().verdict(options(90)).rule).not.toBe('rewind');
  });

  it('counts what servers told of given up messages, as exactly as they were heard', () => {
    const { memory, only } = memoryOf();
    const heard = { account: 'APP', stream: 'JOBS', consumer: 'echo-workers' };
    const add = (i: number, epoch: number, consumer = consumerRow()) =>
      Array.from(
        memory.add(
          snapshotOf({
            at: at(i),
            consumers: [
              { ...consumer, at: at(i), settings: CONSUMER_SETTINGS },
            ],
          }),
          new Map([['APP', { epoch }]]),
        ),
      );
    // Before anybody knew the consumer.
    memory.hear({ ...heard, sequence: 3 });
    memory.hear({ ...heard, account: 'B', sequence: 4 });
    for (let i = 0; i < 10; i++) {
      add(i, 1);
      if (i === 4) {
        memory.hear({ ...heard, sequence: 9 });
      }
    }
    expect(only().verdict(options(9))).toMatchObject({
      level: 'error',
      rule: 'poison',
      reason: expect.stringMatching(/^2 given up within 2 min/),
    });
    add(10, 2);
    expect(only().verdict(options(10))).toMatchObject({
      reason: expect.stringMatching(/^At least 1 given up within 2 min/),
    });
    add(11, 2, consumerRow({ created: 'later' }));
    expect(only().window(options(11)).givenUp).toMatchObject({ heard: [] });
  });

  it.each([1_000, 2_000, 15_000])(
    'is not unknown for ever, sampled each %d ms',
    intervalMs => {
      const memory = new BrokerMemory(new MemoryTables({ intervalMs }));
      for (let now = 0; now <= 120_000; now += intervalMs) {
        const consumers = [consumerRow({ at: now })];
        Array.from(memory.add(snapshotOf({ at: now, consumers })));
      }
      const [consumer] = memory.consumers();
      expect(consumer.verdict({ now: 120_000, intervalMs }).level).toBe('ok');
    },
  );
});
