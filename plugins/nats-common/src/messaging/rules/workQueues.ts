import { quote } from '../../words';
import {
  effectiveFilters,
  knowsFilters,
  placedConsumers,
} from '../PlacedMessagingSpec';
import { subjectCoveredByAny, subjectsOverlap } from '../subjects';
import { error, MessagingRule, warning } from './MessagingRule';

/** js-workqueue-ack: a work queue is acknowledged message by message, from the start. */
export const acknowledgedWorkQueues: MessagingRule =
  function* acknowledgedWorkQueues(spec) {
    for (const { stream: owner, consumer, path } of placedConsumers(spec)) {
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
    const seen: { path: string; name: string; filters: string[] }[] = [];
    for (const placed of consumers.filter(knowsFilters)) {
      const { consumer, path } = placed;
      const filters = effectiveFilters(placed);
      const other = seen.find(earlier =>
        earlier.filters.some(a => filters.some(b => subjectsOverlap(a, b))),
      );
      if (other) {
        yield error(
          'js-workqueue-overlap',
          path,
          `${quote(consumer.durableName)} would take messages of ${quote(
            other.name,
          )} (${
            other.path
          }); on a work queue a message has one consumer (10099, 10100)`,
        );
      }
      seen.push({ path, name: consumer.durableName, filters });
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
    const filters = consumers.flatMap(effectiveFilters);
    for (const { text, path } of subjects) {
      if (!subjectCoveredByAny(filters, text)) {
        yield warning(
          'js-workqueue-gap',
          path,
          `the consumers do not take all of ${quote(text)} (filters: ${filters
            .map(quote)
            .join(
              ', ',
            )}); what none takes stays in the queue until a limit removes it`,
        );
      }
    }
  }
};
