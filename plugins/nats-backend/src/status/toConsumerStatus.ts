import {
  backlogOf,
  ConsumerStatus,
  ConsumerVerdict,
} from '@nats-portal/plugin-nats-common';
import { ConsumerMemory } from '../sampling/ConsumerMemory';

/** Points of a trend line: more than a line of this size can show. */
const POINTS = 40;

/** How a consumer is looked at. */
export interface ConsumerView {
  /** Milliseconds since 1970. */
  now: number;
  intervalMs: number;
  /** Thresholds of the entity through which it is looked at. */
  thresholds?: Record<string, string>;
}

/** The verdict of now. */
export function verdictOn(
  consumer: ConsumerMemory,
  { thresholds, ...options }: ConsumerView,
): ConsumerVerdict {
  return thresholds
    ? consumer.verdictFor(thresholds, options)
    : consumer.verdict(options);
}

/** What is shown of a consumer, judged at the moment of asking. */
export function toConsumerStatus(
  consumer: ConsumerMemory,
  view: ConsumerView,
): ConsumerStatus {
  const { account, stream, name, newest } = consumer;
  return {
    account,
    stream,
    consumer: name,
    verdict: verdictOn(consumer, view),
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
    thresholds: [...consumer.thresholds(view.thresholds).values()],
  };
}
