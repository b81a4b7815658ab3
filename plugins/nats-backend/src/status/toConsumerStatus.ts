import {
  backlogOf,
  ConsumerStatus,
  ConsumerVerdict,
  desiredReplicas,
  ScalingBounds,
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
  /** What that entity says of how consumers are scaled, by `STREAM/consumer`. */
  scaling?: Record<string, ScalingBounds>;
}

/** What is older than so many intervals tells nothing of now. */
const STALE = 3;

/** What KEDA does now with the workers; it reads the same backlog. */
function scalingOf(
  { stream, name, newest, sampledAt = 0 }: ConsumerMemory,
  { scaling = {}, now, intervalMs }: ConsumerView,
): Pick<ConsumerStatus, 'scaling'> {
  const key = `${stream}/${name}`;
  if (!Object.hasOwn(scaling, key)) {
    return {};
  }
  const bounds = scaling[key];
  const isKnown = newest && now - sampledAt <= STALE * intervalMs;
  return {
    scaling: {
      ...bounds,
      ...(isKnown
        ? { desiredReplicas: desiredReplicas(backlogOf(newest), bounds) }
        : {}),
    },
  };
}

/** The verdict of now. */
export function verdictOn(
  consumer: ConsumerMemory,
  { now, intervalMs, thresholds }: ConsumerView,
): ConsumerVerdict {
  return thresholds
    ? consumer.verdictFor(thresholds, { now, intervalMs })
    : consumer.verdict({ now, intervalMs });
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
    ...scalingOf(consumer, view),
  };
}
