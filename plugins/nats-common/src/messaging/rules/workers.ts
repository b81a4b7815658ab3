import { parseDuration } from '../duration';
import { placedConsumers } from '../PlacedMessagingSpec';
import { error, MessagingRule, warning } from './MessagingRule';

/** keda-bounds, keda-ack-none, keda-inactive-threshold, keda-activation, keda-max-ack-pending. */
export const scalableWorkers: MessagingRule = function* scalableWorkers(spec) {
  for (const { consumer, path } of placedConsumers(spec)) {
    const { worker } = consumer;
    if (!worker || worker.enabled === false) {
      continue;
    }
    const min = worker.minReplicaCount ?? 0;
    const max = worker.maxReplicaCount;
    if (max !== undefined && min > max) {
      yield error(
        'keda-bounds',
        `${path}.worker.minReplicaCount`,
        `${min} is above maxReplicaCount ${max}`,
      );
    }
    if (consumer.ackPolicy === 'none') {
      yield error(
        'keda-ack-none',
        `${path}.ackPolicy`,
        'none: KEDA would not see messages in work, and scaling in would lose them; use explicit',
      );
    }
    if (min === 0 && parseDuration(consumer.inactiveThreshold ?? '0')) {
      yield error(
        'keda-inactive-threshold',
        `${path}.inactiveThreshold`,
        'the server deletes the consumer while its workers are scaled to zero, and KEDA never wakes them; leave it out',
      );
    }
    if (min === 0 && (worker.activationLagThreshold ?? 0) > 0) {
      yield warning(
        'keda-activation',
        `${path}.worker.activationLagThreshold`,
        `up to ${worker.activationLagThreshold} messages may wait for ever while no worker runs`,
      );
    }
    if (
      max !== undefined &&
      consumer.maxAckPending !== undefined &&
      consumer.maxAckPending > 0 &&
      consumer.maxAckPending < max
    ) {
      yield warning(
        'keda-max-ack-pending',
        `${path}.maxAckPending`,
        `${consumer.maxAckPending} messages in work cannot keep ${max} replicas busy`,
      );
    }
  }
};
