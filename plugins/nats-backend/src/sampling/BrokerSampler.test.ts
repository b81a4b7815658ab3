import { mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import { Broker } from '@nats-portal/plugin-nats-node';
import { BrokerSampler } from './BrokerSampler';

const snapshot: BrokerSnapshot = {
  at: 1_000,
  servers: [],
  streams: [],
  consumers: [],
  leaderless: [],
  leaderlessStreams: [],
  unreadable: [],
  source: 'system',
  problems: [],
};

function createSampler() {
  const readSnapshot = jest.fn<Promise<BrokerSnapshot>, []>();
  const broker: Broker = {
    info: { name: 'local', servers: [], accounts: [] },
    readSnapshot,
    planMessaging: jest.fn(),
    applyMessaging: jest.fn(),
  };
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  return {
    readSnapshot,
    logger,
    sampler: new BrokerSampler({ broker, logger, intervalMs: 5_000 }),
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
    const { sampler, readSnapshot } = createSampler();
    readSnapshot.mockResolvedValueOnce(snapshot);
    await sampler.sample();
    readSnapshot.mockRejectedValueOnce(
      new ServiceUnavailableError('tls://127.0.0.1:4222 did not answer'),
    );
    await sampler.sample();
    expect(sampler.state()).toMatchObject({
      snapshot: { at: 1_000 },
      error: expect.stringContaining('did not answer'),
    });
  });

  it('forgets the error when the broker answers again', async () => {
    const { sampler, readSnapshot } = createSampler();
    readSnapshot.mockRejectedValueOnce(new Error('away'));
    await sampler.sample();
    readSnapshot.mockResolvedValueOnce(snapshot);
    await sampler.sample();
    expect(sampler.state().error).toBeUndefined();
  });

  it('logs each new reason once', async () => {
    const { sampler, readSnapshot, logger } = createSampler();
    readSnapshot.mockRejectedValue(new Error('away'));
    await sampler.sample();
    await sampler.sample();
    await sampler.sample();
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
