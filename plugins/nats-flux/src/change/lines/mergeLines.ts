import { lineHunks } from './lineHunks';

/** Where a run of lines stands; -1 where it does not, or more than once. */
function onlyPlace(lines: readonly string[], run: readonly string[]): number {
  const places = lines.flatMap((_line, at) =>
    run.every((each, i) => lines[at + i] === each) ? [at] : [],
  );
  return places.length === 1 ? places[0] : -1;
}

/**
 * Makes the difference between two texts one of a third, line by line.
 *
 * @returns the text, and how many runs of lines were not to be found in it and stay as they are
 */
export function mergeLines(
  base: string,
  wanted: string,
  actual: string,
): { text: string; left: number } {
  const eol = actual.includes('\r\n') ? '\r\n' : '\n';
  const lines = actual.split(eol);
  let left = 0;
  const from = base.split('\n');
  for (const { at: line, gone, come } of lineHunks(from, wanted.split('\n'))) {
    const run = gone.length > 0 ? gone : [from[line - 1] ?? ''];
    const at = onlyPlace(lines, run);
    if (at < 0) {
      left += come.length > 0 && onlyPlace(lines, come) >= 0 ? 0 : 1;
    } else if (gone.length > 0) {
      lines.splice(at, gone.length, ...come);
    } else {
      lines.splice(at + 1, 0, ...come);
    }
  }
  return { text: lines.join(eol), left };
}
