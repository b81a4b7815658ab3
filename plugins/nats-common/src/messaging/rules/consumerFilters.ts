import { quote } from '../../words';
import { copiesOthers, knows, placedConsumers } from '../PlacedMessagingSpec';
import { subjectCovers, subjectsOverlap } from '../subjects';
import { error, MessagingRule, warning } from './MessagingRule';

/** js-filter-both: the two ways to filter at once. */
export const oneKindOfFilter: MessagingRule = function* oneKindOfFilter(spec) {
  for (const { consumer, path } of placedConsumers(spec)) {
    if (consumer.filterSubject && consumer.filterSubjects?.length) {
      yield error(
        'js-filter-both',
        `${path}.filterSubject`,
        'cannot be together with filterSubjects (10136)',
      );
    }
  }
};

/** js-filter-overlap: filters of one consumer that take the same messages. */
export const distinctFilters: MessagingRule = function* distinctFilters(spec) {
  for (const { listedFilters } of placedConsumers(spec)) {
    const several = listedFilters.filter(({ text }) => text !== '');
    for (const [i, { text, path }] of several.entries()) {
      const others = several
        .slice(0, i)
        .filter(earlier => subjectsOverlap(earlier.text, text));
      const nested = others.find(
        other =>
          subjectCovers(other.text, text) || subjectCovers(text, other.text),
      );
      if (nested) {
        yield error(
          'js-filter-overlap',
          path,
          `${quote(text)} and ${quote(
            nested.text,
          )} of the same consumer: one takes all of the other (10138); leave the narrower one out`,
        );
      } else if (others.length > 0) {
        yield warning(
          'js-filter-overlap',
          path,
          `${quote(text)} and ${quote(
            others[0].text,
          )} of the same consumer share messages: nats-server 2.10 refuses that (10138), 2.14 and newer take it`,
        );
      }
    }
  }
};

/** js-filter-outside: filters that can never match, so that the lag is zero for ever. */
export const filtersInsideStream: MessagingRule = function* filtersInsideStream(
  spec,
) {
  for (const { stream: owner, filters } of placedConsumers(spec)) {
    // What others hold, and what becomes of their subjects, is not known here.
    if (copiesOthers(owner) || !knows(owner, 'name', 'subjects')) {
      continue;
    }
    const { name } = owner.stream;
    const subjects =
      owner.subjects.length > 0
        ? owner.subjects.map(({ text }) => text)
        : [name];
    for (const { text, path } of filters) {
      if (
        text !== '' &&
        !subjects.some(subject => subjectsOverlap(subject, text))
      ) {
        yield error(
          'js-filter-outside',
          path,
          `${quote(text)} matches nothing that stream ${quote(
            name,
          )} captures (${subjects
            .map(quote)
            .join(
              ', ',
            )}); the server accepts it and the consumer never gets a message`,
        );
      }
    }
  }
};
