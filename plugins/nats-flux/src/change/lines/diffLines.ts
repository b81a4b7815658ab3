import { DiffLine } from '@nats-portal/plugin-nats-common';
import { lineHunks } from './lineHunks';

/** Lines around a change by which people see where it is, as in `diff -u`. */
const CONTEXT = 3;

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/**
 * What is different between two texts, with the lines around it; a `gap` stands
 * for lines that are left out.
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const from = linesOf(before);
  const hunks = lineHunks(from, linesOf(after));
  const lines: DiffLine[] = [];
  let next = 0;
  const same = (start: number, end: number) =>
    from.slice(start, end).forEach(text => lines.push({ kind: 'same', text }));
  hunks.forEach(({ at, gone, come }, i) => {
    const start = Math.max(next, at - CONTEXT);
    if (start > next) {
      lines.push({ kind: 'gap', text: '' });
    }
    same(start, at);
    gone.forEach(text => lines.push({ kind: 'removed', text }));
    come.forEach(text => lines.push({ kind: 'added', text }));
    next = at + gone.length;
    const end = Math.min(next + CONTEXT, hunks[i + 1]?.at ?? from.length);
    same(next, end);
    next = end;
  });
  if (hunks.length > 0 && next < from.length) {
    lines.push({ kind: 'gap', text: '' });
  }
  return lines;
}
