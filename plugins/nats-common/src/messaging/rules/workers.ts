import { parseDuration } from '../values/duration';
import { knows } from '../reading/PlacedMessagingSpec';
import { effectiveInactiveThreshold } from './consumerLimits';
import { error, MessagingRule, warning } from './MessagingRule';

/** keda-bounds, keda-ack-none, keda-inactive-threshold, keda-push-no-group, keda-activation, keda-max-ack-pending. */
export const scalableWorkers: MessagingRule = function* scalableWorkers(spec) {
  for (const placed of spec.consumers) {
    const { consumer, path } = placed;
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
        `${min} is above maxReplicaCount ${max}: Kubernetes refuses the autoscaler, and nobody is scaled; lower it, or raise the other`,
      );
    }
    if (consumer.ackPolicy === 'none') {
      yield error(
        'keda-ack-none',
        `${path}.ackPolicy`,
        'none: KEDA would not see messages in work, and scaling in would lose them; use explicit',
      );
    }
    const isIdle = effectiveInactiveThreshold(placed) !== undefined;
    if (min === 0 && isIdle && knows(placed, 'inactiveThreshold')) {
      yield error(
        'keda-inactive-threshold',
        `${path}.inactiveThreshold`,
        parseDuration(consumer.inactiveThreshold ?? '0')
          ? 'the server deletes the consumer while its workers are scaled to zero, and KEDA never wakes them; leave it out'
          : "inherited from the stream's consumerLimits: the server deletes the consumer while its workers are scaled to zero, and KEDA never wakes them; leave it out there",
      );
    }
    if (consumer.deliverSubject && !consumer.deliverGroup) {
      yield error(
        'keda-push-no-group',
        `${path}.deliverSubject`,
        'the server pushes every message to every worker, so more of them do the same work again; add deliverGroup, or leave deliverSubject out',
      );
    }
    if (min === 0 && (worker.activationLagThreshold ?? 0) > 0) {
      yield warning(
        'keda-activation',
        `${path}.worker.activationLagThreshold`,
        `up to ${worker.activationLagThreshold} messages may wait for ever while no worker runs; write 0, or minReplicaCount 1`,
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
        `${consumer.maxAckPending} messages in work cannot keep ${max} replicas busy: the rest idle; raise it, or lower maxReplicaCount`,
      );
    }
  }
};
