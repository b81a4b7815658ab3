/** Runs of lines that stand for others. */
interface Hunk {
  /** The line before the first, `undefined` at the beginning. */
  before: string | undefined;
  gone: string[];
  come: string[];
}

/** Length of the longest common subsequence of the rests of two lists, by their beginnings. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () =>
    new Array<number>(b.length + 1).fill(0),
  );
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i][j] =
        a[i] === b[j]
          ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

/** What is different between two texts, run by run. */
function hunksOf(a: readonly string[], b: readonly string[]): Hunk[] {
  const lengths = commonLengths(a, b);
  const hunks: Hunk[] = [];
  let open: Hunk | undefined;
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      open = undefined;
      i++;
      j++;
      continue;
    }
    if (!open) {
      open = { before: a[i - 1], gone: [], come: [] };
      hunks.push(open);
    }
    if (
      j >= b.length ||
      (i < a.length && lengths[i + 1][j] >= lengths[i][j + 1])
    ) {
      open.gone.push(a[i++]);
    } else {
      open.come.push(b[j++]);
    }
  }
  return hunks;
}

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
  for (const { before, gone, come } of hunksOf(
    base.split('\n'),
    wanted.split('\n'),
  )) {
    const run = gone.length > 0 ? gone : [before ?? ''];
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
