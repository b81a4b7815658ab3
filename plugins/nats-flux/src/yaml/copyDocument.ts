import {
  Alias,
  Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Pair,
  Scalar,
  YAMLMap,
  YAMLSeq,
} from 'yaml';

function copyNode(node: unknown): unknown {
  if (isPair(node)) {
    return new Pair(copyNode(node.key), copyNode(node.value));
  }
  if (isScalar(node)) {
    return Object.assign(new Scalar(node.value), node);
  }
  if (isMap(node) || isSeq(node)) {
    const copy = isMap(node)
      ? new YAMLMap(node.schema)
      : new YAMLSeq(node.schema);
    return Object.assign(copy, node, { items: node.items.map(copyNode) });
  }
  return isAlias(node) ? Object.assign(new Alias(node.source), node) : node;
}

/**
 * A deep copy of a document, comments included. The library's own `clone` copies
 * property descriptors, which takes half the time of writing ten thousand objects.
 */
export function copyDocument(document: Document): Document {
  const { contents, ...own } = document;
  return Object.assign(new Document(null, document.options), own, {
    contents: copyNode(contents),
  });
}
