import { Finding } from '../../findings/Finding';
import { quote } from '../../words';
import {
  copiesOthers,
  knows,
  PlacedSubject,
} from '../reading/PlacedMessagingSpec';
import {
  subjectCovers,
  subjectsOverlap,
  tokensWithPlainWildcard,
} from '../values/subjects';
import { SubjectTree } from '../values/SubjectTree';
import { error, MessagingRule, warning } from './MessagingRule';

/** Subjects of the server's own; a stream may not capture them (10052), but for the exceptions (run, nats-server 2.15.1). */
const RESERVED = ['$JS.>', '$JSC.>', '$NRG.>', '$SYS.>'];
const RESERVED_EXCEPTIONS = ['$JS.EVENT.>', '$SYS.ACCOUNT.>'];

/** js-no-subjects: a stream that captures its own name only. */
export const streamHasSubjects: MessagingRule = function* streamHasSubjects(
  spec,
  { existingStreams = [] },
) {
  const existing = new Set(existingStreams);
  for (const placed of spec.streams) {
    const { name } = placed.stream;
    // What is left out of a stream that exists stays as it is.
    if (
      placed.subjects.length === 0 &&
      !copiesOthers(placed) &&
      !existing.has(name) &&
      knows(placed, 'subjects')
    ) {
      yield error(
        'js-no-subjects',
        `${placed.path}.subjects`,
        `the stream would capture only the subject that is its own name, ${quote(
          name,
        )}; name its subjects`,
      );
    }
  }
};

function* explainSubjects(
  subjects: readonly PlacedSubject[],
): Iterable<Finding> {
  for (const { text, path, problem } of subjects) {
    if (problem) {
      yield error('js-subject-invalid', path, `${quote(text)} ${problem}`);
      continue;
    }
    const [token] = tokensWithPlainWildcard(text);
    if (token !== undefined) {
      yield warning(
        'js-subject-plain-wildcard',
        path,
        `a wildcard stands alone between dots; in ${quote(
          token,
        )} it is a plain character and matches nothing else; put a dot before and after it`,
      );
    }
  }
}

/** js-subject-invalid, js-subject-plain-wildcard: subjects and filters that are none, or not what they look like. */
export const validSubjects: MessagingRule = function* validSubjects(spec) {
  for (const { subjects } of spec.streams) {
    yield* explainSubjects(subjects);
  }
  for (const { filters } of spec.consumers) {
    if (filters.length > 0) {
      yield* explainSubjects(filters);
    }
  }
};

/** js-subject-all: subjects that would capture the server's own. */
export const unreservedSubjects: MessagingRule = function* unreservedSubjects(
  spec,
) {
  for (const { stream, subjects } of spec.streams) {
    for (const { text, path, problem } of subjects) {
      const collision = RESERVED.find(reserved =>
        subjectsOverlap(text, reserved),
      );
      const allowed = RESERVED_EXCEPTIONS.some(exception =>
        subjectCovers(exception, text),
      );
      if (collision && !allowed && !problem) {
        yield stream.noAck
          ? warning(
              'js-subject-all',
              path,
              `${quote(
                text,
              )} stores the server's own requests and replies (${collision}) as well; choose a prefix of your own`,
            )
          : error(
              'js-subject-all',
              path,
              `${quote(
                text,
              )} takes in the server's own subjects ${collision} and is refused (10052); choose a prefix of your own`,
            );
      }
    }
  }
};

/** js-subject-overlap: subjects that two streams, or one stream twice, would capture. */
export const disjointSubjects: MessagingRule = function* disjointSubjects(
  spec,
) {
  const seen = new SubjectTree<PlacedSubject & { owner: string }>();
  for (const { name: owner, captured } of spec.stores) {
    for (const current of captured) {
      const { text, path, problem } = current;
      if (problem) {
        continue;
      }
      const other = seen.firstOverlap(text);
      if (other) {
        yield error(
          'js-subject-overlap',
          path,
          `${quote(text)} overlaps ${quote(other.text)} of stream ${quote(
            other.owner,
          )} (${
            other.path
          }); a message may be stored by one stream of an account only, and the server refuses the second (10065, 10052); narrow one of the two`,
        );
      }
      seen.add(text, { ...current, owner });
    }
  }
};
