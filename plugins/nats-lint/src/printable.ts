/** Characters with which the text of a repository could write over a terminal, or turn its lines around. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** Text for one line of a terminal: what is no character to see is written as its number. */
export function printable(text: string): string {
  return text.replace(
    CONTROL,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
