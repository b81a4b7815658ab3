function count(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/\w+|[^\w\s]/g)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/**
 * Whether two reports say the same. TypeScript writes the members of an inferred type in
 * the order in which it met them, which depends on what else it had to look at, so that
 * their order says nothing.
 */
export function sameWords(a: string, b: string): boolean {
  const [one, other] = [count(a), count(b)];
  return (
    one.size === other.size &&
    [...one].every(([word, times]) => other.get(word) === times)
  );
}

/** The lines of a text that another one has not, or not as often. */
export function linesNotIn(text: string, other: string): string[] {
  const left = new Map<string, number>();
  for (const line of other.split('\n').map(each => each.trim())) {
    left.set(line, (left.get(line) ?? 0) + 1);
  }
  return text.split('\n').filter(line => {
    const times = left.get(line.trim()) ?? 0;
    left.set(line.trim(), times - 1);
    return times <= 0;
  });
}
