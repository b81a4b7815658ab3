/**
 * The name that Kubernetes objects get from the name of a stream or consumer:
 * small letters, dashes for underscores, none of them at an end. May still be
 * no legal name; ask `explainLabel`.
 */
export function kubernetesName(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^-+|-+$/g, '');
}

/**
 * Gives each its preferred name, and those that share one their longer name.
 * Names that still are the same stay the same; the caller has to look.
 */
export function distinctNames(
  candidates: readonly { preferred: string; longer: string }[],
): string[] {
  const uses = new Map<string, number>();
  for (const { preferred } of candidates) {
    uses.set(preferred, (uses.get(preferred) ?? 0) + 1);
  }
  return candidates.map(({ preferred, longer }) =>
    uses.get(preferred) === 1 ? preferred : longer,
  );
}
