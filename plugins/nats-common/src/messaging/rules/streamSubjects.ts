import { PlacedMessagingSpec } from '../PlacedMessagingSpec';
import { explainInvalidSubject, subjectsOverlap } from '../subjects';
import { error, MessagingRule } from './MessagingRule';

/** Subjects of the server's own; a stream may not capture them (10052), but for the exceptions. */
const RESERVED = ['$JS.>', '$JSC.>', '$NRG.>', '$SYS.>'];
const RESERVED_EXCEPTIONS = ['$JS.EVENT.', '$SYS.ACCOUNT.'];

interface PlacedSubject {
  subject: string;
  stream: string;
  path: string;
}

function placedSubjects(spec: PlacedMessagingSpec): PlacedSubject[] {
  return spec.streams.flatMap(({ stream, path }) =>
    (stream.subjects ?? [stream.name]).map((subject, i) => ({
      subject,
      stream: stream.name,
      path: stream.subjects ? `${path}.subjects[${i}]` : `${path}.name`,
    })),
  );
}

/** js-no-subjects: a stream that captures its own name only. */
export const streamHasSubjects: MessagingRule = function* streamHasSubjects(
  spec,
) {
  for (const { stream, path } of spec.streams) {
    if (!stream.subjects?.length) {
      yield error(
        'js-no-subjects',
        `${path}.subjects`,
        `the stream would capture the subject "${stream.name}" only; name its subjects`,
      );
    }
  }
};

/** js-subject-invalid: subjects that are none. */
export const validStreamSubjects: MessagingRule = function* validStreamSubjects(
  spec,
) {
  for (const { subject, path } of placedSubjects(spec)) {
    const problem = explainInvalidSubject(subject);
    if (problem) {
      yield error('js-subject-invalid', path, `"${subject}" ${problem}`);
    }
  }
};

/** js-subject-all: subjects that would capture the server's own. */
export const unreservedSubjects: MessagingRule = function* unreservedSubjects(
  spec,
) {
  for (const { subject, path } of placedSubjects(spec)) {
    const collision = RESERVED.find(reserved =>
      subjectsOverlap(subject, reserved),
    );
    const allowed = RESERVED_EXCEPTIONS.some(prefix =>
      subject.startsWith(prefix),
    );
    if (collision && !allowed) {
      yield error(
        'js-subject-all',
        path,
        `"${subject}" takes in the server's own subjects ${collision} and is refused (10052); choose a prefix of your own`,
      );
    }
  }
};

/** js-subject-overlap: subjects that two streams, or one stream twice, would capture. */
export const disjointSubjects: MessagingRule = function* disjointSubjects(
  spec,
) {
  const seen: PlacedSubject[] = [];
  for (const current of placedSubjects(spec)) {
    const other = seen.find(earlier =>
      subjectsOverlap(earlier.subject, current.subject),
    );
    if (other) {
      yield error(
        'js-subject-overlap',
        current.path,
        `"${current.subject}" overlaps "${other.subject}" of stream ${other.stream} (${other.path}); a message may be stored by one stream of an account only (10065, 10052)`,
      );
    }
    seen.push(current);
  }
};
