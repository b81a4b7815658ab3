/** Text that a shell takes as it stands. */
const PLAIN = /^[\w./:@%+=,][\w./:@%+=,-]*$/;

/** What a shell would end a line at, or a terminal would act on. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** A text as one word of a shell command: names come from outside, and commands are copied. */
export function shellWord(text: string): string {
  const line = text.replace(CONTROL, '\ufffd');
  return PLAIN.test(line) ? line : `'${line.replace(/'/g, `'\\''`)}'`;
}
