import { knows } from '../reading/PlacedMessagingSpec';
import { error, MessagingRule } from './MessagingRule';

/** js-start: start positions that do not go with the deliver policy. */
export const possibleStart: MessagingRule = function* possibleStart(spec) {
  for (const placed of spec.consumers) {
    const { consumer, path, filters } = placed;
    const { deliverPolicy, optStartSeq, optStartTime } = consumer;
    if (
      (deliverPolicy === 'byStartSequence') !== (optStartSeq !== undefined) &&
      knows(placed, 'deliverPolicy', 'optStartSeq')
    ) {
      yield error(
        'js-start',
        `${path}.optStartSeq`,
        'goes with deliverPolicy byStartSequence, and only with it, else the server refuses the consumer (10094); write both, or neither',
      );
    }
    if (
      (deliverPolicy === 'byStartTime') !== (optStartTime !== undefined) &&
      knows(placed, 'deliverPolicy', 'optStartTime')
    ) {
      yield error(
        'js-start',
        `${path}.optStartTime`,
        'goes with deliverPolicy byStartTime, and only with it, else the server refuses the consumer (10094); write both, or neither',
      );
    }
    if (
      deliverPolicy === 'lastPerSubject' &&
      filters.length === 0 &&
      knows(placed, 'filterSubject', 'filterSubjects')
    ) {
      yield error(
        'js-start',
        `${path}.deliverPolicy`,
        'lastPerSubject needs a filter, else the server refuses the consumer (10094); add filterSubject, such as the subjects of the stream',
      );
    }
  }
};
