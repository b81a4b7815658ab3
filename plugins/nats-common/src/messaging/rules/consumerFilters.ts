import {
  explainInvalidSubject,
  subjectCovers,
  subjectsOverlap,
} from '../subjects';
import { consumerFilters, error, MessagingRule } from './MessagingRule';
import { placedConsumers } from '../PlacedMessagingSpec';

/** js-filter-both: the two ways to filter at once. */
export const oneKindOfFilter: MessagingRule = function* oneKindOfFilter(spec) {
  for (const { consumer, path } of placedConsumers(spec)) {
    if (consumer.filterSubject !== undefined && consumer.filterSubjects) {
      yield error(
        'js-filter-both',
        `${path}.filterSubject`,
        'cannot be together with filterSubjects (10136)',
      );
    }
  }
};

/** js-subject-invalid, js-filter-overlap: filters that are no subjects, or each other's. */
export const validFilters: MessagingRule = function* validFilters(spec) {
  for (const { consumer, path } of placedConsumers(spec)) {
    const filters = consumerFilters(consumer);
    const place = (i: number) =>
      consumer.filterSubjects
        ? `${path}.filterSubjects[${i}]`
        : `${path}.filterSubject`;
    for (const [i, filter] of filters.entries()) {
      const problem = explainInvalidSubject(filter);
      if (problem) {
        yield error('js-subject-invalid', place(i), `"${filter}" ${problem}`);
      }
      const other = filters
        .slice(0, i)
        .find(earlier => subjectsOverlap(earlier, filter));
      if (other !== undefined) {
        yield error(
          'js-filter-overlap',
          place(i),
          `"${filter}" overlaps "${other}" of the same consumer (10138)`,
        );
      }
    }
  }
};

/** js-filter-outside: filters that can never match, so that the lag is zero for ever. */
export const filtersInsideStream: MessagingRule = function* filtersInsideStream(
  spec,
) {
  for (const { stream, consumer, path } of placedConsumers(spec)) {
    const subjects = stream.subjects ?? [stream.name];
    for (const filter of consumerFilters(consumer)) {
      if (!subjects.some(subject => subjectsOverlap(subject, filter))) {
        yield error(
          'js-filter-outside',
          consumer.filterSubjects
            ? `${path}.filterSubjects`
            : `${path}.filterSubject`,
          `"${filter}" matches nothing that stream ${
            stream.name
          } captures (${subjects.join(
            ', ',
          )}); the server accepts it and the consumer never gets a message`,
        );
      }
    }
  }
};

/** js-workqueue-overlap, js-workqueue-gap: each message of a work queue has one consumer. */
export const disjointWorkQueues: MessagingRule = function* disjointWorkQueues(
  spec,
) {
  for (const { stream, consumers } of spec.streams) {
    if (stream.retention !== 'workqueue') {
      continue;
    }
    const seen: { name: string; filters: string[] }[] = [];
    for (const { consumer, path } of consumers) {
      const own = consumerFilters(consumer);
      const filters = own.length > 0 ? own : ['>'];
      const other = seen.find(earlier =>
        earlier.filters.some(a => filters.some(b => subjectsOverlap(a, b))),
      );
      if (other) {
        yield error(
          'js-workqueue-overlap',
          path,
          `"${consumer.durableName}" would take messages of "${other.name}"; filters of a work queue may not overlap (10099, 10100)`,
        );
      }
      seen.push({ name: consumer.durableName, filters });
    }
  }
};

/** js-workqueue-gap: messages of a work queue that no consumer takes. */
export const coveredWorkQueues: MessagingRule = function* coveredWorkQueues(
  spec,
) {
  for (const { stream, path, consumers } of spec.streams) {
    if (stream.retention !== 'workqueue' || consumers.length === 0) {
      continue;
    }
    const filters = consumers.flatMap(({ consumer }) => {
      const own = consumerFilters(consumer);
      return own.length > 0 ? own : ['>'];
    });
    for (const [i, subject] of (stream.subjects ?? []).entries()) {
      if (!filters.some(filter => subjectCovers(filter, subject))) {
        yield {
          id: 'js-workqueue-gap',
          severity: 'warning',
          path: `${path}.subjects[${i}]`,
          message: `no consumer takes all of "${subject}" (filters: ${filters.join(
            ', ',
          )}); what none takes stays in the queue until a limit removes it`,
        };
      }
    }
  }
};
