import {
  Document,
  isMap,
  isScalar,
  isSeq,
  Pair,
  parseAllDocuments,
} from 'yaml';

/** One mistake in one YAML file. */
export interface Mutation {
  /** What was done. */
  kind: 'remove' | 'misspell' | 'change';
  /** Kind of the object, such as `Stream`. */
  object: string;
  /** Where in the object, indexes as `*`, such as `spec.triggers.*.type`. */
  path: string;
  /** The value that is there, or was. */
  from: unknown;
  /** The file with the mistake in it. */
  content: string;
}

type Path = (string | number)[];

/** Other values of the type: what a slip of the hand, or a guess, would make of one. */
function otherValue(value: unknown): unknown {
  if (typeof value === 'boolean') {
    return !value;
  }
  if (typeof value === 'number') {
    return value + 1;
  }
  return typeof value === 'string' && value !== '' ? `${value}x` : undefined;
}

function* placesOf(node: unknown, path: Path): Iterable<Path> {
  if (isMap(node)) {
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      yield [...path, key];
      yield* placesOf(pair.value, [...path, key]);
    }
  } else if (isSeq(node)) {
    for (const [i, item] of node.items.entries()) {
      yield [...path, i];
      yield* placesOf(item, [...path, i]);
    }
  }
}

function misspelled(document: Document, path: Path): boolean {
  const key = path[path.length - 1];
  const parent = document.getIn(path.slice(0, -1), true);
  if (typeof key === 'number' || !isMap(parent)) {
    return false;
  }
  const pair = parent.items.find(
    (item: Pair) => isScalar(item.key) && item.key.value === key,
  );
  if (pair && isScalar(pair.key)) {
    pair.key.value = `${key}x`;
  }
  return true;
}

const EDITS: Record<
  Mutation['kind'],
  (document: Document, path: Path) => boolean
> = {
  remove: (document, path) => document.deleteIn(path),
  misspell: misspelled,
  change: (document, path) => {
    const value = otherValue(document.getIn(path));
    if (value === undefined) {
      return false;
    }
    document.setIn(path, value);
    return true;
  },
};

/**
 * Every mistake of these kinds that a YAML file can have, one at a time, in the
 * order of the file.
 *
 * @param wants - says of an object's kind and a path whether that mistake is wanted
 */
export function* mutationsOf(
  content: string,
  wants: (mutation: Omit<Mutation, 'content' | 'from'>) => boolean,
): Iterable<Mutation> {
  const documents = parseAllDocuments(content);
  for (const [i, original] of documents.entries()) {
    const object = String(original.get('kind'));
    for (const place of placesOf(original.contents, [])) {
      const path = place.map(p => (typeof p === 'number' ? '*' : p)).join('.');
      for (const kind of ['remove', 'misspell', 'change'] as const) {
        if (!wants({ kind, object, path })) {
          continue;
        }
        const document = original.clone();
        if (EDITS[kind](document, place)) {
          const from = original.getIn(place);
          yield {
            kind,
            object,
            path,
            from: isMap(from) || isSeq(from) ? from.toJSON() : from,
            content: documents
              .map((each, j) => String(j === i ? document : each))
              .join('---\n'),
          };
        }
      }
    }
  }
}
