import { InputError } from '@backstage/errors';
import { isDeepStrictEqual } from 'node:util';
import {
  Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  Node,
  Pair,
  Scalar,
  visit,
  YAMLMap,
} from 'yaml';
import { toNode, YamlValue } from './toNode';
import { plainOf, valueIn } from './YamlFile';

type Path = readonly (string | number)[];

function keyOf(pair: Pair): unknown {
  return isScalar(pair.key) ? pair.key.value : pair.key;
}

function keepComments(from: unknown, to: Node): Node {
  if (isScalar(from) || isCollection(from)) {
    to.comment = from.comment;
    to.commentBefore = from.commentBefore;
    to.spaceBefore = from.spaceBefore;
  }
  return to;
}

function mapAt(document: Document, path: Path): YAMLMap {
  const node =
    path.length === 0 ? document.contents : document.getIn(path, true);
  if (isMap(node)) {
    return node;
  }
  if (node !== undefined && node !== null && path.length > 0) {
    throw new InputError(
      `The skeleton has something else than a map of keys at ${path.join('.')}`,
    );
  }
  const created = new YAMLMap();
  if (path.length === 0) {
    throw new InputError('The skeleton has a document without keys');
  }
  setNode(document, path, created);
  return created;
}

/** Puts a new key before the first that comes later in the order. */
function insert(
  parent: YAMLMap,
  key: string,
  value: Node,
  order: readonly string[],
): void {
  const later = order.slice(order.indexOf(key) + 1);
  const before = parent.items.findIndex(item =>
    later.includes(String(keyOf(item))),
  );
  const at = before < 0 ? parent.items.length : before;
  parent.items.splice(at, 0, new Pair(toNode(key), value));
  parent.flow = false;
}

function setNode(
  document: Document,
  path: Path,
  value: Node,
  order: readonly string[] = [],
): void {
  const parentPath = path.slice(0, -1);
  const key = path[path.length - 1];
  if (typeof key === 'number') {
    const list = document.getIn(parentPath, true);
    if (!isSeq(list)) {
      throw new InputError(
        `The skeleton has no list at ${parentPath.join('.')}`,
      );
    }
    list.items[key] = keepComments(list.items[key], value);
    return;
  }
  const parent = mapAt(document, parentPath);
  const pair = parent.items.find(item => keyOf(item) === key);
  if (pair) {
    pair.value = keepComments(pair.value, value);
  } else {
    insert(parent, key, value, order);
  }
}

/**
 * Sets a value and leaves everything else, comments included, as it is. What is
 * equal already is not touched. Missing maps on the way are made.
 *
 * @param order - keys of the parent as people expect them; a new key goes before the first that comes later
 */
export function setIn(
  document: Document,
  path: Path,
  value: YamlValue,
  order?: readonly string[],
): void {
  if (!isDeepStrictEqual(valueIn(document, path), value)) {
    setNode(document, path, toNode(value), order);
  }
}

/** Removes a key with its comment; nothing happens where there is none. */
export function deleteIn(document: Document, path: Path): void {
  if (!document.hasIn(path)) {
    return;
  }
  const parent = document.getIn(path.slice(0, -1), true);
  const key = path[path.length - 1];
  if (path.length > 1 && isMap(parent) && keyOf(parent.items[0]) === key) {
    // The comment above the first key is kept with the map.
    parent.commentBefore = null;
  }
  document.deleteIn(path);
}

/** Removes a key, and every map above it that is empty without it. */
export function deleteWithParents(document: Document, path: Path): void {
  deleteIn(document, path);
  const above = path.slice(0, -1);
  const parent = document.getIn(above, true);
  if (above.length > 0 && isMap(parent) && parent.items.length === 0) {
    deleteWithParents(document, above);
  }
}

/** Sets a value, or removes the key for `undefined`. */
export function setOrDeleteIn(
  document: Document,
  path: Path,
  value: YamlValue | undefined,
  order?: readonly string[],
): void {
  if (value === undefined) {
    deleteIn(document, path);
  } else {
    setIn(document, path, value, order);
  }
}

/**
 * Does what {@link setOrDeleteIn} does, for many keys of one map, which is looked for
 * once: most of the time of writing ten thousand objects was spent on looking.
 */
export function setEntriesIn(
  document: Document,
  path: Path,
  entries: Iterable<readonly [key: string, value: YamlValue | undefined]>,
  order: readonly string[],
): void {
  const map = mapAt(document, path);
  const pairs = new Map(map.items.map(pair => [keyOf(pair), pair]));
  for (const [key, value] of entries) {
    const pair = pairs.get(key);
    if (value === undefined) {
      if (pair) {
        deleteIn(document, [...path, key]);
      }
    } else if (!pair) {
      insert(map, key, toNode(value), order);
    } else if (!isDeepStrictEqual(plainOf(document, pair.value), value)) {
      pair.value = keepComments(pair.value, toNode(value));
    }
  }
}

/** Changes texts in place: all values, keys aside, below a node or in a document. */
export function mapTexts(
  root: Document | Node,
  change: (text: string) => string,
): void {
  // What is put in the place of a text is visited, too.
  const changed = new Set<Node>();
  visit(root, {
    Scalar(key, node) {
      if (
        key === 'key' ||
        typeof node.value !== 'string' ||
        changed.has(node)
      ) {
        return undefined;
      }
      const text = change(node.value);
      if (text === node.value) {
        return undefined;
      }
      const put = keepComments(node, toNode(text)) as Scalar;
      changed.add(put);
      return put;
    },
  });
}

/** Changes all texts below a path; nothing happens where there is no such path. */
export function mapTextsIn(
  document: Document,
  path: Path,
  change: (text: string) => string,
): void {
  const node = document.getIn(path, true);
  if (isCollection(node)) {
    mapTexts(node, change);
  }
}

/** Changes the text at a path; nothing happens where there is none. */
export function mapTextIn(
  document: Document,
  path: Path,
  change: (text: string) => string,
): void {
  const text = document.getIn(path);
  if (typeof text === 'string') {
    setIn(document, path, change(text));
  }
}

/** Takes away the comment before a key. */
export function uncommentIn(document: Document, path: Path): void {
  const parent = document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent)
    ? parent.items.find(item => keyOf(item) === path[path.length - 1])
    : undefined;
  if (isScalar(pair?.key)) {
    pair.key.commentBefore = null;
  }
}

/** Takes the comments out: a copy need not repeat what its original explains. */
export function withoutComments(document: Document): Document {
  document.commentBefore = null;
  document.comment = null;
  visit(document, {
    Node(_key, node) {
      if ('comment' in node) {
        node.comment = null;
      }
      if ('commentBefore' in node) {
        node.commentBefore = null;
      }
    },
  });
  return document;
}
