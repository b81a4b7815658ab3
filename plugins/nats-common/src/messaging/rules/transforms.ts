import { Finding } from '../../findings/Finding';
import { quote } from '../../words';
import { RepublishSpec, SubjectTransformSpec } from '../spec/StreamSpec';
import {
  explainInvalidSubject,
  hasWildcard,
  subjectsOverlap,
} from '../values/subjects';
import { SubjectTree } from '../values/SubjectTree';
import { PlacedOrigin } from '../reading/PlacedMessagingSpec';
import { error, MessagingRule } from './MessagingRule';

/** `{{wildcard(1)}}`, `$1` and the other functions of a mapping, which stand for one token or a part of it. */
const FUNCTION = /\{\{[^{}]*\}\}|\$\d+/g;
const WILDCARD = /\{\{\s*wildcard\s*\(\s*(\d+)\s*\)\s*\}\}|^\$(\d+)$/i;

/**
 * Says why the server would refuse a mapping of subjects, or nothing where it
 * would not, as far as can be seen (run, nats-server 2.15.1).
 */
function explainMapping(source: string, target: string): string | undefined {
  const from = source || '>';
  const sourceProblem = explainInvalidSubject(from);
  const targetProblem = explainInvalidSubject(target.replace(FUNCTION, 'x'));
  if (sourceProblem || targetProblem) {
    return sourceProblem
      ? `${quote(from)} ${sourceProblem}`
      : `${quote(target)} ${targetProblem}`;
  }
  const tokens = target.split('.');
  if (tokens.includes('*')) {
    return `${quote(
      target,
    )} has a bare *; write {{wildcard(1)}} for what the first * of the source stands for`;
  }
  if (from.endsWith('>') !== target.endsWith('>')) {
    return `${quote(from)} and ${quote(
      target,
    )}: where one ends in > the other must as well`;
  }
  const wildcards = from.split('.').filter(token => token === '*').length;
  const index = tokens
    .map(token => Number(WILDCARD.exec(token)?.slice(1).join('') || 1))
    .find(number => number > wildcards && number !== 1);
  return index === undefined
    ? undefined
    : `${quote(target)} asks for * number ${index} of ${quote(
        from,
      )}, which has ${wildcards}`;
}

function* badTransform(
  { source, dest }: SubjectTransformSpec,
  path: string,
  code: number,
): Iterable<Finding> {
  // No destination: messages come as they are.
  const problem = dest === '' ? undefined : explainMapping(source, dest);
  if (problem) {
    yield error('js-transform', path, `${problem} (${code})`);
  }
}

function* badOrigin(origin: PlacedOrigin): Iterable<Finding> {
  const { path, source, kind } = origin;
  const { filterSubject = '', subjectTransforms = [] } = source;
  const isMirror = kind === 'mirror';
  if (filterSubject && subjectTransforms.length > 0) {
    yield error(
      'js-transform',
      `${path}.filterSubject`,
      `cannot be together with subjectTransforms, whose sources filter as well (${
        isMirror ? 10150 : 10144
      })`,
    );
  }
  const problem = filterSubject && explainInvalidSubject(filterSubject);
  if (problem) {
    yield error(
      'js-subject-invalid',
      `${path}.filterSubject`,
      `${quote(filterSubject)} ${problem} (10049)`,
    );
  }
  const { externalApiPrefix = '' } = source;
  if (
    externalApiPrefix &&
    (explainInvalidSubject(externalApiPrefix) || hasWildcard(externalApiPrefix))
  ) {
    yield error(
      'js-subject-invalid',
      `${path}.externalApiPrefix`,
      `${quote(
        externalApiPrefix,
      )} is no subject without wildcards (10052); it looks like $JS.hub.API`,
    );
  }
  const seen = new SubjectTree<string>();
  for (const [i, transform] of subjectTransforms.entries()) {
    const at = `${path}.subjectTransforms[${i}]`;
    yield* badTransform(transform, at, isMirror ? 10154 : 10146);
    const from = transform.source || '>';
    if (explainInvalidSubject(from)) {
      continue;
    }
    const other = seen.firstOverlap(from);
    if (other !== undefined) {
      yield error(
        'js-transform',
        `${at}.source`,
        `${quote(from)} overlaps ${quote(other)} (${isMirror ? 10152 : 10147})`,
      );
    }
    seen.add(from, from);
  }
}

/** js-transform: subjects that become others. */
export const possibleTransforms: MessagingRule = function* possibleTransforms(
  spec,
) {
  for (const { origins } of spec.stores) {
    for (const origin of origins) {
      yield* badOrigin(origin);
    }
  }
  for (const { stream, path } of spec.streams) {
    if (stream.subjectTransform) {
      yield* badTransform(
        stream.subjectTransform,
        `${path}.subjectTransform`,
        10156,
      );
    }
  }
};

function explainRepublish(
  { source = '', destination }: RepublishSpec,
  captured: readonly string[],
): string | undefined {
  const problem = explainMapping(source, destination);
  if (problem) {
    return problem;
  }
  const target = destination.replace(FUNCTION, '*');
  const own = captured.find(subject => subjectsOverlap(subject, target));
  return own === undefined
    ? undefined
    : `${quote(destination)} overlaps ${quote(
        own,
      )}, which it stores itself: messages would go round in circles`;
}

/** js-republish: stored messages that are published again. */
export const possibleRepublishing: MessagingRule =
  function* possibleRepublishing(spec) {
    for (const store of spec.stores) {
      const { republish } = 'republish' in store.spec ? store.spec : {};
      const captured = store.captured.map(({ text }) => text);
      const problem = republish && explainRepublish(republish, captured);
      if (problem) {
        yield error(
          'js-republish',
          `${store.path}.republish`,
          `${problem} (10052)`,
        );
      }
    }
  };
