import { z } from 'zod';

type FaultyPath = readonly PropertyKey[];

function faultyPaths(issue: z.core.$ZodIssue): FaultyPath[] {
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map(key => [...issue.path, key])
    : [issue.path];
}

function prune(value: unknown, faulty: readonly FaultyPath[]): unknown {
  if (faulty.length === 0 || typeof value !== 'object' || value === null) {
    return value;
  }
  const below = (key: PropertyKey) =>
    faulty.filter(path => path[0] === key).map(path => path.slice(1));
  const keeps = (key: PropertyKey) => below(key).every(path => path.length > 0);
  if (Array.isArray(value)) {
    return value.flatMap((item, i) =>
      keeps(i) ? [prune(item, below(i))] : [],
    );
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      keeps(key) ? [[key, prune(item, below(key))]] : [],
    ),
  );
}

/** The input without the places that the issues are about, and with everything else. */
export function withoutFaulty(
  input: Record<string, unknown>,
  issues: readonly z.core.$ZodIssue[],
): Record<string, unknown> {
  return prune(input, issues.flatMap(faultyPaths)) as Record<string, unknown>;
}
