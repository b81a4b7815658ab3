import {
  knows,
  knowsFilters,
  PlacedConsumer,
} from '../reading/PlacedMessagingSpec';
import { error, MessagingRule, warning } from './MessagingRule';

/** js-discard-per-subject, js-rollup-deny-purge: settings that exclude each other. */
export const compatibleSettings: MessagingRule = function* compatibleSettings(
  spec,
) {
  for (const placed of spec.streams) {
    const { stream, path } = placed;
    if (
      stream.discardPerSubject &&
      !(stream.discard === 'new' && (stream.maxMsgsPerSubject ?? 0) > 0) &&
      knows(placed, 'discard', 'maxMsgsPerSubject')
    ) {
      yield error(
        'js-discard-per-subject',
        `${path}.discardPerSubject`,
        'needs discard: new and maxMsgsPerSubject above 0, else the server refuses the stream (10052); add both, or leave it out',
      );
    }
    if (stream.allowRollup && stream.denyPurge) {
      yield error(
        'js-rollup-deny-purge',
        `${path}.allowRollup`,
        'cannot be together with denyPurge, since a rollup purges, and the server refuses the stream (10052); leave one of the two out',
      );
    }
  }
};

/** A consumer whose workers take each message of the stream once. */
function worksOff(placed: PlacedConsumer): boolean {
  const { consumer, filters } = placed;
  const { worker, ackPolicy = 'explicit', deliverPolicy = 'all' } = consumer;
  return (
    worker !== undefined &&
    worker.enabled !== false &&
    filters.length === 0 &&
    knowsFilters(placed) &&
    ackPolicy === 'explicit' &&
    deliverPolicy === 'all'
  );
}

/** js-retention-workqueue-late: what may be a work queue and can never become one. */
export const earlyWorkQueues: MessagingRule = function* earlyWorkQueues(spec) {
  for (const placed of spec.streams) {
    const { stream, consumers, path } = placed;
    if (
      (stream.retention ?? 'limits') === 'limits' &&
      consumers.length === 1 &&
      consumers.every(worksOff) &&
      knows(placed, 'retention', 'consumers')
    ) {
      yield warning(
        'js-retention-workqueue-late',
        `${path}.retention`,
        'limits keeps messages after the workers are done with them. If they are jobs, choose workqueue now: the server lets no stream become one later (10052)',
      );
    }
  }
};

/** js-discard-new, js-interest-no-consumer: settings that lose messages where nobody looks. */
export const careWithRetention: MessagingRule = function* careWithRetention(
  spec,
) {
  for (const placed of spec.streams) {
    const { stream, path, consumers } = placed;
    if (stream.discard === 'new') {
      yield warning(
        'js-discard-new',
        `${path}.discard`,
        'new: a full stream refuses messages, and publishers must handle that (503, 10077)',
      );
    }
    if (
      stream.retention === 'interest' &&
      consumers.length === 0 &&
      knows(placed, 'consumers')
    ) {
      yield warning(
        'js-interest-no-consumer',
        `${path}.retention`,
        'interest: without a consumer every message is discarded as it arrives; add a consumer, or use limits',
      );
    }
  }
};
