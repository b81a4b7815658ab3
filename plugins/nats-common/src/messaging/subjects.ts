/** `*` matches one token, `>` matches one or more at the end. */
const ANY_TOKEN = '*';
const ANY_TAIL = '>';

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
  // eslint-disable-next-line no-control-regex
  if (/[\s\u0000-\u001f\u007f]/.test(subject)) {
    return 'contains white space or a control character';
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
  for (let i = 0; i < a.length; i++) {
    if (a[i] === ANY_TAIL) {
      return b.length > i;
    }
    if (i >= b.length || b[i] === ANY_TAIL) {
      return false;
    }
    if (a[i] !== ANY_TOKEN && a[i] !== b[i]) {
      return false;
    }
  }
  return a.length === b.length;
}
