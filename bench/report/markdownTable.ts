/** How the cells of a column stand. */
export type Alignment = 'left' | 'right';

/** Bars in a text would end its cell. */
function escape(text: string): string {
  return text.replace(/\|/g, '\\|');
}

/**
 * A table of Markdown with its columns aligned, as the formatter wants it.
 *
 * @param rows - the first is the header; all have as many cells as there are alignments
 */
export function markdownTable(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
): string {
  const cells = rows.map(row => row.map(escape));
  const widths = alignments.map((_, i) =>
    Math.max(3, ...cells.map(row => [...row[i]].length)),
  );
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const pad = (text: string, i: number) => {
    const space = ' '.repeat(widths[i] - [...text].length);
    return alignments[i] === 'right' ? space + text : text + space;
  };
  const rule = alignments.map((alignment, i) =>
    alignment === 'right'
      ? `${'-'.repeat(widths[i] - 1)}:`
      : '-'.repeat(widths[i]),
  );
  const [header, ...body] = cells;
  return [header.map(pad), rule, ...body.map(row => row.map(pad))]
    .map(line)
    .join('\n');
}
