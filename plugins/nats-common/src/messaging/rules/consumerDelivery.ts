import { parseDuration } from '../duration';
import {
  consumerFilters,
  error,
  MessagingRule,
  warning,
} from './MessagingRule';
import { placedConsumers } from '../PlacedMessagingSpec';

const SECOND = 1e9;

/** js-backoff-length, js-backoff-ack-wait, js-backoff-order. */
export const possibleBackoff: MessagingRule = function* possibleBackoff(spec) {
  for (const { consumer, path } of placedConsumers(spec)) {
    const { backoff, maxDeliver, ackWait } = consumer;
    if (!backoff?.length) {
      continue;
    }
    if (
      maxDeliver !== undefined &&
      maxDeliver > 0 &&
      backoff.length > maxDeliver
    ) {
      yield error(
        'js-backoff-length',
        `${path}.backoff`,
        `has ${backoff.length} steps for maxDeliver ${maxDeliver}; the server wants at most as many steps as deliveries (10116)`,
      );
    }
    const steps = backoff.map(parseDuration);
    if (
      ackWait !== undefined &&
      steps[0] !== undefined &&
      parseDuration(ackWait) !== steps[0]
    ) {
      yield error(
        'js-backoff-ack-wait',
        `${path}.ackWait`,
        `the server replaces ${ackWait} by the first backoff step ${backoff[0]}; write the same or leave ackWait out`,
      );
    }
    if (steps.some((step, i) => i > 0 && (step ?? 0) < (steps[i - 1] ?? 0))) {
      yield warning(
        'js-backoff-order',
        `${path}.backoff`,
        'gets shorter from one step to a later one',
      );
    }
  }
};

/** js-workqueue-ack: a work queue is acknowledged message by message, from the start. */
export const acknowledgedWorkQueues: MessagingRule =
  function* acknowledgedWorkQueues(spec) {
    for (const { stream, consumer, path } of placedConsumers(spec)) {
      if (stream.retention !== 'workqueue') {
        continue;
      }
      if (
        consumer.ackPolicy !== undefined &&
        consumer.ackPolicy !== 'explicit'
      ) {
        yield error(
          'js-workqueue-ack',
          `${path}.ackPolicy`,
          `${consumer.ackPolicy} is refused on a work queue (10084, 10098); use explicit`,
        );
      }
      if (
        consumer.deliverPolicy !== undefined &&
        consumer.deliverPolicy !== 'all'
      ) {
        yield error(
          'js-workqueue-ack',
          `${path}.deliverPolicy`,
          `${consumer.deliverPolicy} is refused on a work queue (10101); use all`,
        );
      }
    }
  };

/** js-ack-none, js-ack-wait-short, js-max-deliver-unbounded, js-inactive-threshold-durable. */
export const careWithDelivery: MessagingRule = function* careWithDelivery(
  spec,
) {
  for (const { stream, consumer, path } of placedConsumers(spec)) {
    if (consumer.ackPolicy === 'none') {
      yield warning(
        'js-ack-none',
        `${path}.ackPolicy`,
        'none: a message counts as done when it is sent, so a crash loses it',
      );
      continue;
    }
    const wait = parseDuration(consumer.ackWait ?? '30s');
    if (wait !== undefined && wait < SECOND) {
      yield warning(
        'js-ack-wait-short',
        `${path}.ackWait`,
        'is under a second: messages still being worked on are delivered again',
      );
    }
    if (
      stream.retention === 'workqueue' &&
      (consumer.maxDeliver === undefined || consumer.maxDeliver <= 0)
    ) {
      yield warning(
        'js-max-deliver-unbounded',
        `${path}.maxDeliver`,
        'has no end: a message that always fails is delivered for ever',
      );
    }
    if (parseDuration(consumer.inactiveThreshold ?? '0')) {
      yield warning(
        'js-inactive-threshold-durable',
        `${path}.inactiveThreshold`,
        'the consumer and its position are deleted while nobody uses it',
      );
    }
  }
};

/** js-start: start positions that do not go with the deliver policy. */
export const possibleStart: MessagingRule = function* possibleStart(spec) {
  for (const { consumer, path } of placedConsumers(spec)) {
    const { deliverPolicy, optStartSeq, optStartTime } = consumer;
    if ((deliverPolicy === 'byStartSequence') !== (optStartSeq !== undefined)) {
      yield error(
        'js-start',
        `${path}.optStartSeq`,
        'goes with deliverPolicy byStartSequence, and only with it (10094)',
      );
    }
    if ((deliverPolicy === 'byStartTime') !== (optStartTime !== undefined)) {
      yield error(
        'js-start',
        `${path}.optStartTime`,
        'goes with deliverPolicy byStartTime, and only with it (10094)',
      );
    }
    if (
      deliverPolicy === 'lastPerSubject' &&
      consumerFilters(consumer).length === 0
    ) {
      yield error(
        'js-start',
        `${path}.deliverPolicy`,
        'lastPerSubject needs a filter (10094)',
      );
    }
  }
};

/** js-consumer-replicas: copies of a consumer's state. */
export const possibleConsumerReplicas: MessagingRule =
  function* possibleConsumerReplicas(spec) {
    for (const { stream, consumer, path } of placedConsumers(spec)) {
      const { replicas } = consumer;
      const ofStream = stream.replicas;
      if (!replicas || ofStream === undefined) {
        continue;
      }
      if (replicas > ofStream) {
        yield error(
          'js-consumer-replicas',
          `${path}.replicas`,
          `${replicas} is above the stream's ${ofStream} (10126)`,
        );
      } else if (
        stream.retention !== 'limits' &&
        stream.retention !== undefined &&
        replicas !== ofStream
      ) {
        yield error(
          'js-consumer-replicas',
          `${path}.replicas`,
          `must be 0 or the stream's ${ofStream} on ${stream.retention} retention (10134)`,
        );
      }
    }
  };
