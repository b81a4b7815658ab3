import {
  isCollection,
  isMap,
  isNode,
  isSeq,
  Node,
  Pair,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { Span } from './TextEdit';
import { isComment, YamlSource } from './YamlSource';

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line after that of an offset begins. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** Characters between the beginning of the line and an offset. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Where a node begins. */
export function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function endOfPair({ key, value }: Pair): number {
  if (isNode(value)) {
    return endOf(value);
  }
  return isNode(key) ? endOf(key) : 0;
}

/** Where a node ends, without the comments and empty lines that follow it. */
export function endOf(node: Node): number {
  const end = node.range?.[1] ?? 0;
  if (!isCollection(node) || node.flow) {
    return end;
  }
  const last = node.items[node.items.length - 1];
  if (isMap(node) && last) {
    return endOfPair(last as Pair);
  }
  return isSeq(node) && isNode(last) ? endOf(last) : end;
}

/**
 * The end of the lines of what begins in a column and ends at an offset: with
 * the comment behind it, and with those below it that are further in.
 */
function endOfLines(text: string, end: number, column: number): number {
  // A block of text ends with its last line already.
  let to = text[end - 1] === '\n' ? end : nextLine(text, end);
  for (let at = to; at < text.length; ) {
    const next = nextLine(text, at);
    const line = text.slice(at, next);
    if (
      line.trim() !== '' &&
      !(isComment(line) && line.search(/\S/) > column)
    ) {
      break;
    }
    at = next;
    if (line.trim() !== '') {
      to = next;
    }
  }
  return to;
}

/** The lines of what begins at an offset; `undefined` where something stands before it on its line. */
function linesOf(text: string, start: number, end: number): Span | undefined {
  const from = lineStart(text, start);
  return text.slice(from, start).trim() === ''
    ? { from, to: endOfLines(text, end, start - from) }
    : undefined;
}

/** The lines of a pair in a block of pairs; `undefined` where it has none of its own. */
export function linesOfPair(text: string, pair: Pair): Span | undefined {
  return isNode(pair.key)
    ? linesOf(text, startOf(pair.key), endOfPair(pair))
    : undefined;
}

/** Where the dash of an item stands. */
export function dashOf(list: YAMLSeq, index: number): number | undefined {
  const token = list.srcToken;
  return token?.type === 'block-seq'
    ? token.items[index]?.start.find(({ type }) => type === 'seq-item-ind')
        ?.offset
    : undefined;
}

/** The lines of an item in a block of items; `undefined` where it has none of its own. */
export function linesOfItem(
  text: string,
  list: YAMLSeq,
  index: number,
): Span | undefined {
  const dash = dashOf(list, index);
  const item = list.items[index];
  return dash !== undefined && isNode(item)
    ? linesOf(text, dash, endOf(item))
    : undefined;
}

/** What a pair or an item of a flow collection covers. */
export function flowSpan(item: unknown): Span | undefined {
  if (isNode(item)) {
    return { from: startOf(item), to: endOf(item) };
  }
  const pair = item as Pair;
  return isNode(pair.key)
    ? { from: startOf(pair.key), to: endOfPair(pair) }
    : undefined;
}

/** Where the children of a block collection begin on their lines. */
export function childColumn(
  text: string,
  collection: YAMLMap | YAMLSeq,
): number | undefined {
  if (isSeq(collection)) {
    const dash = dashOf(collection, 0);
    return dash === undefined ? undefined : columnOf(text, dash);
  }
  const key = collection.items[0]?.key;
  return isNode(key) ? columnOf(text, startOf(key)) : undefined;
}

/**
 * The beginning of the comment lines right above an offset, at the same column.
 *
 * @param counts - whether a comment is to be taken along
 */
export function withCommentsAbove(
  { text }: YamlSource,
  from: number,
  column: number,
  counts: (comment: string) => boolean = () => true,
): number {
  let at = from;
  while (at > 0) {
    const above = lineStart(text, at - 1);
    const line = text.slice(above, at);
    if (
      !isComment(line) ||
      line.search(/\S/) !== column ||
      !counts(line.trim())
    ) {
      break;
    }
    at = above;
  }
  return at;
}
