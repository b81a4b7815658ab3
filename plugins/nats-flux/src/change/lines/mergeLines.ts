import { lineHunks } from './lineHunks';

/** Lines around a difference that tell its place where its own do not, as many as patches have. */
const MAX_CONTEXT = 3;

/** Where a run of lines stands. */
function placesOf(lines: readonly string[], run: readonly string[]): number[] {
  return lines.flatMap((_line, at) =>
    run.every((each, i) => lines[at + i] === each) ? [at] : [],
  );
}

/** A run of lines, and those around it that stay. */
interface Run {
  before: readonly string[];
  own: readonly string[];
  after: readonly string[];
}

/** Where a run stands, told by as few lines around it as can be and no fewer than asked for; -1 where it does not, or nobody can tell. */
function placeOf(
  lines: readonly string[],
  { before, own, after }: Run,
  leastContext: number,
): number {
  for (let size = leastContext; size <= MAX_CONTEXT; size++) {
    const above = before.slice(Math.max(0, before.length - size));
    const below = after.slice(0, size);
    for (const [a, b] of [
      [above, below],
      [above, []],
      [[], below],
    ]) {
      const run = [...a, ...own, ...b];
      const places = run.length > 0 ? placesOf(lines, run) : [];
      if (places.length === 1) {
        return places[0] + a.length;
      }
    }
  }
  return -1;
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
  if (actual === base) {
    return { text: wanted, left: 0 };
  }
  const eol = actual.includes('\r\n') ? '\r\n' : '\n';
  const lines = actual.split(eol);
  let left = 0;
  const from = base.split('\n');
  const hunks = lineHunks(from, wanted.split('\n'));
  hunks.forEach(({ at: line, gone, come }, i) => {
    const previous = hunks[i - 1];
    const around = {
      before: from.slice(
        previous ? previous.at + previous.gone.length : 0,
        line,
      ),
      after: from.slice(line + gone.length, hunks[i + 1]?.at),
    };
    // Lines that only come stand where those around them do.
    const least = gone.length > 0 ? 0 : 1;
    const isThere = () =>
      come.length > 0 && placeOf(lines, { ...around, own: come }, least) >= 0;
    const at =
      gone.length === 0 && isThere()
        ? -1
        : placeOf(lines, { ...around, own: gone }, least);
    if (at >= 0) {
      lines.splice(at, gone.length, ...come);
    } else if (!isThere()) {
      left++;
    }
  });
  return { text: lines.join(eol), left };
}
