/**
 * A text as a string of PromQL. Its escapes are those of Go, of which JSON has a part;
 * what JSON leaves as it is needs none.
 */
function quote(text: string): string {
  return JSON.stringify(text);
}

/** Chooses the series of a name that have exactly these values of labels, whatever the values hold. */
export function select(metric: string, labels: Record<string, string>): string {
  const matchers = Object.entries(labels).map(
    ([name, value]) => `${name}=${quote(value)}`,
  );
  return `${metric}{${matchers.join(',')}}`;
}
