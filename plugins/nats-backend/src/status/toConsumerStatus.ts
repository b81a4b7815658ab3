import { backlogOf, ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { ConsumerMemory } from '../sampling/ConsumerMemory';

/** Points of a trend line: more than a line of this size can show. */
const POINTS = 40;

/** What is shown of a consumer, judged at the moment of asking. */
export function toConsumerStatus(
  consumer: ConsumerMemory,
  options: { now: number; intervalMs: number },
): ConsumerStatus {
  const { account, stream, name, newest } = consumer;
  return {
    account,
    stream,
    consumer: name,
    verdict: consumer.verdict(options),
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
    trend: consumer.trend(POINTS),
  };
}
