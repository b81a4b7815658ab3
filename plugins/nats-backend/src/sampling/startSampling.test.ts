import { setTimeout as sleep } from 'node:timers/promises';
import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import { Broker, NatsBrokers } from '@nats-portal/plugin-nats-node';
import { startSampling } from './startSampling';

const INTERVAL = 2_000;

const EMPTY: BrokerSnapshot = {
  at: 0,
  source: 'system',
  servers: [],
  problems: [],
  streams: [],
  consumers: [],
  leaderless: [],
  leaderlessStreams: [],
  unreadable: [],
};

/** Brokers that answer, and when each of them was asked. */
function brokersThatCount(names: string[]) {
  const asked: { name: string; at: number }[] = [];
  const brokerOf = (name: string): Broker => ({
    info: { name, servers: [], accounts: [] },
    readSnapshot: async () => {
      asked.push({ name, at: Date.now() });
      return { ...EMPTY, at: Date.now() };
    },
    listen: () => ({ attend: () => new Map(), close: () => {} }),
    findMessage: async () => undefined,
    planMessaging: jest.fn(),
    applyMessaging: jest.fn(),
  });
  const brokers: NatsBrokers = {
    list: () => names.map(name => brokerOf(name).info),
    find: brokerOf,
    get: brokerOf,
  };
  return { brokers, asked };
}

async function start(names: string[]) {
  const { brokers, asked } = brokersThatCount(names);
  const scheduler = mockServices.scheduler.mock();
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  await startSampling({ brokers, scheduler, logger, intervalMs: INTERVAL });
  const tasks = scheduler.scheduleTask.mock.calls.map(([task]) => task);
  return { tasks, asked };
}

const millisecondsOf = (
  duration: SchedulerServiceTaskScheduleDefinition['timeout'] | undefined,
) => (duration as { milliseconds: number }).milliseconds;

afterEach(() => jest.restoreAllMocks());

it('gives each broker a task of this process, spread over the interval', async () => {
  const { tasks } = await start(['a', 'b', 'c', 'd']);
  expect(tasks.map(({ id }) => id)).toEqual([
    'nats-sample-a',
    'nats-sample-b',
    'nats-sample-c',
    'nats-sample-d',
  ]);
  expect(tasks.map(({ initialDelay }) => millisecondsOf(initialDelay))).toEqual(
    [0, 500, 1_000, 1_500],
  );
  for (const { scope, frequency } of tasks) {
    expect(scope).toBe('local');
    expect(frequency).toEqual({ milliseconds: INTERVAL });
  }
});

it.each([0, 0.5, 0.999])(
  'comes late by a share of the interval that is drawn anew, %d of a tenth',
  async drawn => {
    const { tasks, asked } = await start(['a']);
    jest.spyOn(Math, 'random').mockReturnValue(drawn);
    const expected = drawn * 0.1 * INTERVAL;
    const tries: number[] = [];
    // A machine with much else to do is late by itself, but not each time.
    do {
      const began = Date.now();
      await tasks[0].fn(new AbortController().signal);
      tries.push(asked[asked.length - 1].at - began);
    } while (Math.min(...tries) >= expected + 150 && tries.length < 20);
    expect(Math.min(...tries)).toBeGreaterThanOrEqual(expected - 5);
    expect(Math.min(...tries)).toBeLessThan(expected + 150);
  },
);

it('has time enough for the longest delay and a sample after it', async () => {
  const { tasks } = await start(['a']);
  expect(millisecondsOf(tasks[0].timeout)).toBeGreaterThan(
    0.1 * INTERVAL + 30_000,
  );
});

it('asks nothing any more when it is told to end', async () => {
  const { tasks, asked } = await start(['a']);
  jest.spyOn(Math, 'random').mockReturnValue(0.9);
  const ending = new AbortController();
  const task = tasks[0].fn(ending.signal);
  ending.abort();
  await expect(task).rejects.toMatchObject({ name: 'AbortError' });
  await sleep(0.1 * INTERVAL);
  expect(asked).toEqual([]);
});
