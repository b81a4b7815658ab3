import {
  backlogOf,
  ConsumerStatus,
  judgeConsumer,
} from '@nats-portal/plugin-nats-common';
import { RememberedConsumer } from '../sampling/ConsumerWindows';

/** What is shown of a consumer, judged at the moment of asking. */
export function toConsumerStatus(
  remembered: RememberedConsumer,
  options: { now: number; intervalMs: number },
): ConsumerStatus {
  const { account, stream, name, samples, sampledAt, ...known } = remembered;
  const newest = samples[samples.length - 1];
  return {
    account,
    stream,
    consumer: name,
    verdict: judgeConsumer({
      ...known,
      samples,
      age: sampledAt === undefined ? 0 : options.now - sampledAt,
      interval: options.intervalMs,
    }),
    ...(newest
      ? {
          counters: {
            backlog: backlogOf(newest),
            inFlight: newest.ackPending,
            redelivered: newest.redelivered,
            waiting: newest.waiting,
          },
        }
      : {}),
    trend: samples.map(sample => ({
      at: sample.at,
      backlog: backlogOf(sample),
    })),
  };
}
