import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { NatsBrokers } from '@nats-portal/plugin-nats-node';
import { BrokerSampler, TriedSample } from './BrokerSampler';
import { BrokerStates } from './BrokerStates';
import { ThresholdBook } from './ThresholdBook';

/**
 * A snapshot may take this long before it is given up, milliseconds: reading the lists of
 * 10,000 streams from far away takes half of it. Each question has a deadline of its own.
 */
const SAMPLE_TIMEOUT_MS = 60_000;

/** Each sample is late by up to this share of the interval. */
const JITTER = 0.1;

/**
 * Samples every configured broker on a schedule of this process's own: what is
 * shown must not depend on which replica of the backend was asked last. The schedule
 * ticks; whether it is time for a sample is the pace of the broker.
 */
export async function startSampling(options: {
  brokers: NatsBrokers;
  scheduler: SchedulerService;
  logger: LoggerService;
  intervalMs: number;
  book?: ThresholdBook;
  /** Told of each sample when it is remembered, or has failed. */
  onSampled?: (sample: TriedSample) => void;
}): Promise<BrokerStates> {
  const { brokers, scheduler, logger, intervalMs, book, onSampled } = options;
  const samplers = new Map(
    brokers.list().map(info => [
      info.name,
      new BrokerSampler({
        broker: brokers.get(info.name),
        logger,
        intervalMs,
        book,
        onSampled,
      }),
    ]),
  );
  let index = 0;
  for (const [name, sampler] of samplers) {
    await scheduler.scheduleTask({
      id: `nats-sample-${name}`,
      scope: 'local',
      frequency: { milliseconds: intervalMs },
      timeout: { milliseconds: SAMPLE_TIMEOUT_MS + JITTER * intervalMs },
      // Spread over the interval, so that many brokers are not asked in one moment.
      initialDelay: {
        milliseconds: Math.floor((index++ / samplers.size) * intervalMs),
      },
      fn: async signal => {
        // Replicas of the backend that started together do not ask in one moment either.
        const jitter = Math.random() * JITTER * intervalMs;
        await sleep(jitter, undefined, { signal });
        await sampler.sample(signal);
      },
    });
  }
  logger.info('Sampling NATS brokers', {
    brokers: [...samplers.keys()].join(', ') || 'none configured',
    intervalMs,
  });
  return {
    list: () =>
      [...samplers.values()]
        .map(sampler => sampler.state())
        .sort((a, b) => a.info.name.localeCompare(b.info.name)),
    find: name => samplers.get(name)?.state(),
    ask: name =>
      name === undefined
        ? samplers.forEach(sampler => sampler.ask())
        : samplers.get(name)?.ask(),
  };
}
