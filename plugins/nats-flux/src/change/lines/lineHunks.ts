/** A run of lines that stands for another. */
export interface Hunk {
  /** Where the lines that go begin, from 0. */
  at: number;
  gone: string[];
  come: string[];
}

/** More pairs of lines than this are not compared: a table of them takes seconds and hundreds of megabytes. */
const MAX_PAIRS = 4_000_000;

/** Length of the longest common subsequence of the rests of two lists, by their beginnings. */
function commonLengths(
  a: readonly string[],
  b: readonly string[],
): Uint32Array[] {
  const lengths = Array.from(
    { length: a.length + 1 },
    () => new Uint32Array(b.length + 1),
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

function hunksBetween(
  a: readonly string[],
  b: readonly string[],
  offset: number,
): Hunk[] {
  if (a.length * b.length > MAX_PAIRS) {
    return [{ at: offset, gone: [...a], come: [...b] }];
  }
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
      open = { at: offset + i, gone: [], come: [] };
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

/** What is different between two lists of lines, run by run: as few lines as can be, but of very long texts. */
export function lineHunks(
  before: readonly string[],
  after: readonly string[],
): Hunk[] {
  let start = 0;
  while (
    start < Math.min(before.length, after.length) &&
    before[start] === after[start]
  ) {
    start++;
  }
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  return hunksBetween(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
    start,
  );
}
