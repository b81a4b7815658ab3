import { MessagingContext } from '../../rules/MessagingRule';

type Part = Readonly<Record<string, unknown>>;

/**
 * Two inputs that differ in one field alone: a rule has something to say about
 * the one, and nothing about the other.
 */
export interface Pair {
  id: string;
  /** Where the rule speaks, below what the pair is a pair of. */
  at: string;
  /** What both halves have. */
  given?: Part;
  /** The mistake. */
  fires: Part;
  /** What is right in its place; nothing where what is given is right as it is. */
  quiet?: Part;
  context?: MessagingContext;
}

/** Fields in which two objects differ; one that is only called otherwise counts once. */
export function differences(a: Part, b: Part): string[] {
  const text = (value: unknown) => JSON.stringify(value);
  const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    field => text(a[field]) !== text(b[field]),
  );
  const [own, others] = [a, b].map(part =>
    fields.filter(field => part[field] !== undefined),
  );
  const isRenamed =
    fields.length === 2 &&
    own.length === 1 &&
    others.length === 1 &&
    text(a[own[0]]) === text(b[others[0]]);
  return isRenamed ? own : fields;
}

/** Pairs that are parts of the same input. */
export interface PairGroup {
  /** The path of what the fields of a pair belong to. */
  prefix: string;
  build: (part: Part) => unknown;
  pairs: readonly Pair[];
}
