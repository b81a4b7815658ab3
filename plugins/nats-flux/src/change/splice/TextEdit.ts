/** A part of a text, as offsets; empty where both are the same. */
export interface Span {
  from: number;
  to: number;
}

/** Something else in the place of a part of a text. */
export interface TextEdit extends Span {
  text: string;
}

/**
 * Puts other text in the place of parts of a text, and keeps the rest byte for
 * byte. Edits at the same place come out in the order given.
 *
 * @returns `undefined` where two edits want the same part
 */
export function applyEdits(
  text: string,
  edits: readonly TextEdit[],
): string | undefined {
  const sorted = edits
    .map((edit, i) => ({ edit, i }))
    .sort(
      (a, b) => a.edit.from - b.edit.from || a.edit.to - b.edit.to || a.i - b.i,
    );
  const parts: string[] = [];
  let at = 0;
  for (const { edit } of sorted) {
    if (edit.from < at) {
      return undefined;
    }
    parts.push(text.slice(at, edit.from), edit.text);
    at = edit.to;
  }
  return [...parts, text.slice(at)].join('');
}
