import { mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import { Broker, ReadSnapshotOptions } from '@nats-portal/plugin-nats-node';
import {
  CONSUMER_SETTINGS,
  consumerRow,
  snapshotOf,
  STREAM_SETTINGS,
  streamRow,
} from './__testUtils__/snapshots';
import { BrokerSampler } from './BrokerSampler';

const INTERVAL = 5_000;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
});

afterEach(() => {
  jest.useRealTimers();
});

function createSampler() {
  const readSnapshot = jest.fn<
    Promise<BrokerSnapshot>,
    [ReadSnapshotOptions | undefined]
  >();
  const broker: Broker = {
    info: { name: 'local', servers: [], accounts: [] },
    readSnapshot,
    listen: () => ({ attend: () => new Map(), close: () => {} }),
    findMessage: async () => undefined,
    planMessaging: jest.fn(),
    applyMessaging: jest.fn(),
  };
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const sampler = new BrokerSampler({ broker, logger, intervalMs: INTERVAL });
  return {
    readSnapshot,
    logger,
    sampler,
    /** Samples when the next tick comes. */
    tick: async (intervals = 1) => {
      jest.advanceTimersByTime(intervals * INTERVAL);
      await sampler.sample();
    },
  };
}

describe('BrokerSampler', () => {
  it('has no snapshot and no error before the first sample', () => {
    const { sampler } = createSampler();
    expect(sampler.state()).toMatchObject({
      snapshot: undefined,
      error: undefined,
    });
  });

  it('keeps the last good snapshot while the broker is away', async () => {
    const { sampler, readSnapshot, tick } = createSampler();
    readSnapshot.mockResolvedValueOnce(snapshotOf({ at: 1_000 }));
    await tick();
    readSnapshot.mockRejectedValueOnce(
      new ServiceUnavailableError('tls://127.0.0.1:4222 did not answer'),
    );
    await tick();
    expect(sampler.state()).toMatchObject({
      snapshot: { at: 1_000 },
      error: expect.stringContaining('did not answer'),
    });
  });

  it('forgets the error when the broker answers again', async () => {
    const { sampler, readSnapshot, tick } = createSampler();
    readSnapshot.mockRejectedValueOnce(new Error('away'));
    await tick();
    readSnapshot.mockResolvedValueOnce(snapshotOf());
    await tick();
    expect(sampler.state().error).toBeUndefined();
  });

  it('asks a broker that fails ever more rarely, and logs each new reason once', async () => {
    const { readSnapshot, logger, tick } = createSampler();
    readSnapshot.mockRejectedValue(new Error('away'));
    for (let i = 0; i < 8; i++) {
      await tick();
    }
    expect(readSnapshot).toHaveBeenCalledTimes(4);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it.each([3_600_000, -3_600_000])(
    'goes on at its pace when the clock is set by %d ms',
    async jump => {
      const { sampler, readSnapshot, tick } = createSampler();
      readSnapshot.mockImplementation(async () =>
        snapshotOf({ at: Date.now() }),
      );
      await tick();
      jest.setSystemTime(Date.now() + jump);
      await tick();
      await sampler.sample();
      expect(readSnapshot).toHaveBeenCalledTimes(2);
    },
  );

  it('reads configurations at first, for new consumers, and every five minutes', async () => {
    const { readSnapshot, tick } = createSampler();
    const wanted = () =>
      readSnapshot.mock.calls.map(([options]) => options?.settings);
    const whole = snapshotOf({
      streams: [streamRow({ settings: STREAM_SETTINGS })],
      consumers: [consumerRow({ settings: CONSUMER_SETTINGS })],
    });
    const lean = snapshotOf({
      streams: [streamRow()],
      consumers: [consumerRow()],
    });
    readSnapshot.mockResolvedValueOnce(whole).mockResolvedValueOnce(lean);
    await tick();
    await tick();
    expect(wanted()).toEqual([true, false]);
    const newcomer = consumerRow({ name: 'new' });
    readSnapshot.mockResolvedValueOnce({
      ...lean,
      consumers: [...lean.consumers, newcomer],
    });
    readSnapshot.mockResolvedValueOnce(whole).mockResolvedValue(lean);
    await tick();
    await tick();
    expect(wanted()).toEqual([true, false, false, true]);
    await tick(60);
    expect(wanted()).toEqual([true, false, false, true, true]);
  });
});
