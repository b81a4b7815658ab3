import { quote, quoteSome } from '../../words';
import {
  effectiveFilters,
  knowsFilters,
  PlacedConsumer,
} from '../reading/PlacedMessagingSpec';
import { SubjectTree } from '../values/SubjectTree';
import { error, MessagingRule, warning } from './MessagingRule';

/** js-workqueue-ack: a work queue is acknowledged message by message, from the start. */
export const acknowledgedWorkQueues: MessagingRule =
  function* acknowledgedWorkQueues(spec) {
    for (const { stream: owner, consumer, path } of spec.consumers) {
      if (owner.stream.retention !== 'workqueue') {
        continue;
      }
      const { ackPolicy = 'explicit', deliverPolicy = 'all' } = consumer;
      if (ackPolicy !== 'explicit') {
        yield error(
          'js-workqueue-ack',
          `${path}.ackPolicy`,
          `${ackPolicy} is refused on a work queue (${
            ackPolicy === 'none' ? 10084 : 10098
          }); use explicit`,
        );
      }
      if (deliverPolicy !== 'all') {
        yield error(
          'js-workqueue-ack',
          `${path}.deliverPolicy`,
          `${deliverPolicy} is refused on a work queue (10101); use all`,
        );
      }
    }
  };

/** js-workqueue-overlap: each message of a work queue has one consumer. */
export const disjointWorkQueues: MessagingRule = function* disjointWorkQueues(
  spec,
) {
  for (const { stream, consumers } of spec.streams) {
    if (stream.retention !== 'workqueue') {
      continue;
    }
    const seen = new SubjectTree<PlacedConsumer>();
    for (const placed of consumers.filter(knowsFilters)) {
      const filters = effectiveFilters(placed);
      const [other] = filters.flatMap(
        filter => seen.firstOverlap(filter) ?? [],
      );
      if (other) {
        yield error(
          'js-workqueue-overlap',
          placed.path,
          `${quote(placed.consumer.durableName)} would take messages of ${quote(
            other.consumer.durableName,
          )} (${
            other.path
          }); on a work queue a message has one consumer, and the server refuses the second (10099, 10100); give each filters of its own`,
        );
      }
      filters.forEach(filter => seen.add(filter, placed));
    }
  }
};

/** js-workqueue-gap: messages of a work queue that no consumer takes. */
export const coveredWorkQueues: MessagingRule = function* coveredWorkQueues(
  spec,
) {
  for (const { stream, subjects, consumers } of spec.streams) {
    if (
      stream.retention !== 'workqueue' ||
      consumers.length === 0 ||
      !consumers.every(knowsFilters)
    ) {
      continue;
    }
    const taken = new SubjectTree<unknown>();
    const filters = consumers.flatMap(effectiveFilters);
    filters.forEach(filter => taken.add(filter, filter));
    for (const { text, path, problem } of subjects) {
      if (!problem && !taken.covers(text)) {
        yield warning(
          'js-workqueue-gap',
          path,
          `the consumers do not take all of ${quote(
            text,
          )} (filters: ${quoteSome(
            filters,
          )}); what none takes stays in the queue until a limit removes it`,
        );
      }
    }
  }
};
