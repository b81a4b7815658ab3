import {
  backlogOf,
  burrowStatus,
  ConsumerWindow,
  countGivenUp,
  GivenUpStatus,
  ConsumerDetail,
  ConsumerPoint,
  ConsumerSnapshot,
  ratesBetween,
  readsWholeStream,
} from '@nats-portal/plugin-nats-common';
import { BrokerState } from '../sampling/BrokerSampler';
import { ConsumerMemory } from '../sampling/ConsumerMemory';
import { ConsumerView, toConsumerStatus } from './toConsumerStatus';

function toPoints(
  samples: readonly ConsumerSnapshot[],
  readsAll: boolean,
): ConsumerPoint[] {
  return samples.map((sample, i) => ({
    at: sample.at,
    backlog: backlogOf(sample),
    inFlight: sample.ackPending,
    redelivered: sample.redelivered,
    waiting: sample.waiting,
    ...(i > 0 ? ratesBetween(samples[i - 1], sample, readsAll) : {}),
  }));
}

function toGivenUp(window: ConsumerWindow): GivenUpStatus {
  const { sequences = [], deafBecause } = window.givenUp ?? {};
  return {
    ...countGivenUp(window, window.samples),
    sequences: [...sequences],
    ...(deafBecause === undefined ? {} : { deafBecause }),
  };
}

/** Everything that is known of a consumer, judged at the moment of asking. */
export function toConsumerDetail(
  consumer: ConsumerMemory,
  { info, intervalMs }: BrokerState,
  { now, thresholds, scaling }: Omit<ConsumerView, 'intervalMs'>,
): ConsumerDetail {
  const view = { now, intervalMs, thresholds, scaling };
  const { newest, settings } = consumer;
  const window = consumer.window(view);
  const readsAll = readsWholeStream(settings, window.streamSettings);
  return {
    ...toConsumerStatus(consumer, view),
    account: consumer.account,
    broker: info.name,
    intervalSeconds: intervalMs / 1000,
    samples: toPoints(consumer.samples(), readsAll),
    changes: consumer.changes(now),
    ...(window.samples.length > 0 ? { givenUp: toGivenUp(window) } : {}),
    burrow: burrowStatus({
      ...window,
      thresholds: consumer.thresholds(thresholds),
    }),
    ...(settings ? { settings } : {}),
    ...(newest ? { createdAt: newest.created, leader: newest.leader } : {}),
  };
}
