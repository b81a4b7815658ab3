import { formatCount } from '../../words';

/** `*` matches one token, `>` matches one or more at the end. */
const ANY_TOKEN = '*';
const ANY_TAIL = '>';

/** A line of the client protocol is at most 4,096 bytes, with the subject in it (`max_control_line`, documentation); the API does not even answer for a longer one (run, nats-server 2.15.1). */
const MAX_LENGTH = 4000;

/** What most subjects are: words between dots, and perhaps everything below them. */
const PLAIN = /^[\w-]+(?:\.[\w-]+)*(?:\.>)?$/;

/** White space, control and format characters, and halves of characters. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Cs}]/u;

/** True for texts with characters that nobody can see, such as a no-break space. */
export function hasUnseenCharacter(text: string): boolean {
  return UNSEEN.test(text);
}

/**
 * Says what is wrong with a subject, or `undefined` for a good one.
 * Rules: tokens between dots are not empty, hold no white space, and `>` comes last.
 *
 * @public
 */
export function explainInvalidSubject(subject: string): string | undefined {
  if (subject === '') {
    return 'is empty';
  }
  if (subject.length > MAX_LENGTH) {
    return `is ${formatCount(
      subject.length,
    )} characters long, and no client could publish on it`;
  }
  if (PLAIN.test(subject)) {
    return undefined;
  }
  if (hasUnseenCharacter(subject)) {
    return 'contains white space or a character that nobody can see';
  }
  const tokens = subject.split('.');
  if (tokens.some(token => token === '')) {
    return 'has an empty token between dots';
  }
  if (tokens.slice(0, -1).includes(ANY_TAIL)) {
    return 'has ">" before its last token';
  }
  return undefined;
}

/** The tokens in which `*` or `>` is a plain character because it does not stand alone. */
export function tokensWithPlainWildcard(subject: string): string[] {
  if (PLAIN.test(subject)) {
    return [];
  }
  return subject
    .split('.')
    .filter(token => token.length > 1 && /[*>]/.test(token));
}

/** True when a subject stands for more than itself. */
export function hasWildcard(subject: string): boolean {
  return subject
    .split('.')
    .some(token => token === ANY_TOKEN || token === ANY_TAIL);
}

/**
 * True when some concrete subject matches both.
 *
 * @public
 */
export function subjectsOverlap(left: string, right: string): boolean {
  const a = left.split('.');
  const b = right.split('.');
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    if (a[i] === ANY_TAIL || b[i] === ANY_TAIL) {
      return true;
    }
    if (a[i] !== b[i] && a[i] !== ANY_TOKEN && b[i] !== ANY_TOKEN) {
      return false;
    }
  }
  return a.length === b.length;
}

/**
 * True when every concrete subject that matches `inner` also matches `outer`.
 *
 * @public
 */
export function subjectCovers(outer: string, inner: string): boolean {
  const a = outer.split('.');
  const b = inner.split('.');
  for (const [i, token] of a.entries()) {
    if (i >= b.length) {
      return false;
    }
    if (token === ANY_TAIL) {
      return true;
    }
    if (b[i] === ANY_TAIL || (token !== ANY_TOKEN && token !== b[i])) {
      return false;
    }
  }
  return a.length === b.length;
}
