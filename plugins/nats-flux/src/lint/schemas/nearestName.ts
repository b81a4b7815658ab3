/** A name of this length may have one typing mistake for each such part. */
const LETTERS_PER_MISTAKE = 3;

/** Letters to insert, delete, replace or swap between two texts (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const swapped = a[i] === b[j - 1] && a[i - 1] === b[j];
      next.push(
        Math.min(
          next[j] + 1,
          row[j + 1] + 1,
          row[j] + (a[i] === b[j] ? 0 : 1),
          swapped ? before[j - 1] + 1 : Infinity,
        ),
      );
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}

/** Case, hyphens and underscores are what people mix up most. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

/** The known name that a misspelt one was probably meant to be; nothing where none is near. */
export function nearestName(
  name: string,
  known: readonly string[],
): string | undefined {
  // No field is longer, and the effort grows with both lengths.
  const wanted = plain(name.slice(0, 64));
  const [best] = known
    .map(candidate => ({
      candidate,
      mistakes: distance(wanted, plain(candidate)),
    }))
    .filter(
      ({ candidate, mistakes }) =>
        mistakes * LETTERS_PER_MISTAKE <= Math.max(3, candidate.length),
    )
    .sort((a, b) => a.mistakes - b.mistakes);
  return best?.candidate;
}

/** What a message adds where a name was probably meant, else nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}
