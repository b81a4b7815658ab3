import { quote, quoteSome } from '../../words';
import {
  copiesOthers,
  knows,
  PlacedSubject,
  validTexts,
} from '../reading/PlacedMessagingSpec';
import { isAtLeast, MinorVersion } from '../values/serverVersion';
import { SubjectTree } from '../values/SubjectTree';
import { subjectCovers, subjectsOverlap } from '../values/subjects';
import { error, MessagingRule, warning } from './MessagingRule';
import { subjectTreeOf } from './subjectTreeOf';

/** Filters may cross each other from 2.14.5 and 2.15.1 on, and not in 2.10.27 (run); between these nobody looked. */
const TAKES_CROSSING: MinorVersion = [2, 14];
const MAY_TAKE_CROSSING: MinorVersion = [2, 11];

/** Subjects of a stream, a count: most have one. */
const FEW = 4;

/** js-filter-both: the two ways to filter at once. */
export const oneKindOfFilter: MessagingRule = function* oneKindOfFilter(spec) {
  for (const { consumer, path } of spec.consumers) {
    if (consumer.filterSubject && consumer.filterSubjects?.length) {
      yield error(
        'js-filter-both',
        `${path}.filterSubject`,
        'cannot be together with filterSubjects, and the server refuses the consumer (10136); write all of them into filterSubjects',
      );
    }
  }
};

/** js-filter-overlap: filters of one consumer that take the same messages. */
export const distinctFilters: MessagingRule = function* distinctFilters(
  spec,
  { serverVersion },
) {
  for (const { listedFilters } of spec.consumers) {
    const seen = new SubjectTree<string>();
    for (const { text, path } of listedFilters.filter(one => !one.problem)) {
      const others = seen.overlaps(text);
      seen.add(text, text);
      const nested = others.find(
        one => subjectCovers(one, text) || subjectCovers(text, one),
      );
      const other = nested ?? others[0];
      if (other === undefined) {
        continue;
      }
      const both = `${quote(text)} and ${quote(other)} of the same consumer`;
      if (nested !== undefined) {
        yield error(
          'js-filter-overlap',
          path,
          `${both}: one takes all of the other (10138); leave the narrower one out`,
        );
      } else if (!isAtLeast(serverVersion, TAKES_CROSSING)) {
        const isRefused = isAtLeast(serverVersion, MAY_TAKE_CROSSING) === false;
        yield (isRefused ? error : warning)(
          'js-filter-overlap',
          path,
          `${both} share messages: nats-server 2.10 refuses that (10138), 2.14 and newer take it; write filters that do not cross`,
        );
      }
    }
  }
};

/** Whether a filter shares messages with any of these; of a few each is asked, which is sooner done than a tree. */
function overlapWith(
  captured: readonly PlacedSubject[],
): (filter: string) => boolean {
  if (captured.length > FEW) {
    const tree = subjectTreeOf(captured);
    return filter => tree.firstOverlap(filter) !== undefined;
  }
  const subjects = validTexts(captured);
  return filter => subjects.some(subject => subjectsOverlap(subject, filter));
}

/** js-filter-outside: filters that can never match, so that the lag is zero for ever. */
export const filtersInsideStream: MessagingRule = function* filtersInsideStream(
  spec,
) {
  for (const placed of spec.streams) {
    const { stream, captured, consumers } = placed;
    // What others hold, and what becomes of their subjects, is not known here.
    if (copiesOthers(placed) || !knows(placed, 'name', 'subjects')) {
      continue;
    }
    const takesPart = overlapWith(captured);
    for (const { filters } of consumers) {
      for (const { text, path, problem } of filters) {
        if (!problem && !takesPart(text)) {
          yield error(
            'js-filter-outside',
            path,
            `${quote(text)} matches nothing that stream ${quote(
              stream.name,
            )} captures (${quoteSome(
              captured.map(subject => subject.text),
            )}); the server accepts it and the consumer never gets a message; mend the filter, or add the subject to the stream`,
          );
        }
      }
    }
  }
};
