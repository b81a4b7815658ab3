/** Takes the first columns off all lines but the first, which has lost them already. */
export function dedent(text: string, column: number): string {
  const margin = new RegExp(`^[ ]{0,${column}}`);
  return text
    .split('\n')
    .map((line, i) => (i === 0 ? line : line.replace(margin, '')))
    .join('\n');
}

/** Moves all lines but the first and empty ones to the right. */
export function indent(
  text: string,
  column: number,
  eol: '\n' | '\r\n',
): string {
  const margin = ' '.repeat(column);
  return text
    .split('\n')
    .map((line, i) => (i === 0 || line === '' ? line : margin + line))
    .join(eol);
}
