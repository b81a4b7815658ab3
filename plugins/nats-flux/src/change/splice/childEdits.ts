import { isNode, isSeq, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { toNode, YamlValue } from '../../yaml/toNode';
import { dedent, indent } from './blockText';
import { oneLine } from './oneLine';
import {
  childColumn,
  endOf,
  flowSpan,
  linesOfItem,
  linesOfPair,
  startOf,
  withCommentsAbove,
} from './spans';
import { Span, TextEdit } from './TextEdit';
import { YamlSource } from './YamlSource';

export type Collection = YAMLMap | YAMLSeq;

/** A pair or an item on its way into another file. */
export interface NewChild {
  /** Its lines with the comments above them, at column 0. */
  block: string;
  /** The same on one line, without comments. */
  flow: string;
}

/** The lines of the nth pair or item of a block collection. */
export function linesOfChild(
  { text }: YamlSource,
  collection: Collection,
  index: number,
): Span | undefined {
  return isSeq(collection)
    ? linesOfItem(text, collection, index)
    : linesOfPair(text, collection.items[index]);
}

/** Plain data of a pair or an item. */
function plain(child: unknown): unknown {
  if (isNode(child)) {
    return child.toJSON();
  }
  const { key, value } = child as Pair;
  return { [String(plain(key))]: isNode(value) ? value.toJSON() : value };
}

/** Reads the nth pair or item, to be put into another file. */
export function childOf(
  source: YamlSource,
  collection: Collection,
  index: number,
): NewChild | undefined {
  const lines = linesOfChild(source, collection, index);
  if (!lines) {
    return undefined;
  }
  const column = source.text.slice(lines.from).search(/\S/);
  const from = withCommentsAbove(source, lines.from, column);
  const block = dedent(source.text.slice(from + column, lines.to), column);
  const flow = oneLine(toNode(plain(collection.items[index]) as YamlValue));
  return {
    block: block.endsWith('\n') ? block : `${block}\n`,
    // A pair is written without the braces of the map around it.
    flow: isSeq(collection) ? flow : flow.replace(/^\{ ?| ?\}$/g, ''),
  };
}

/** Puts lines where a line begins, also behind a last line without an end. */
function linesAt(
  { text, eol }: YamlSource,
  offset: number,
  column: number,
  block: string,
): TextEdit {
  const lines = ' '.repeat(column) + indent(block, column, eol);
  const atLine = offset === 0 || text[offset - 1] === '\n';
  return {
    from: offset,
    to: offset,
    text: atLine ? lines : eol + lines.slice(0, -eol.length),
  };
}

/** A child and its place. */
export interface Insertion {
  /** Index of the child that it comes behind; -1 for the beginning. */
  after: number;
  /** `undefined` where it cannot be taken from where it is. */
  child: NewChild | undefined;
}

function insertChild(
  source: YamlSource,
  collection: Collection,
  { after, child }: { after: number; child: NewChild },
): TextEdit | undefined {
  if (collection.flow) {
    const span = flowSpan(collection.items[Math.max(0, after)]);
    return (
      span && {
        from: after < 0 ? span.from : span.to,
        to: after < 0 ? span.from : span.to,
        text: after < 0 ? `${child.flow}, ` : `, ${child.flow}`,
      }
    );
  }
  const column = childColumn(source.text, collection);
  const lines = linesOfChild(source, collection, Math.max(0, after));
  if (column === undefined || !lines) {
    return undefined;
  }
  return linesAt(
    source,
    after < 0 ? withCommentsAbove(source, lines.from, column) : lines.to,
    column,
    child.block,
  );
}

/**
 * Puts children behind others.
 *
 * @returns with `undefined` for what there is no place of its own for
 */
export function insertChildren(
  source: YamlSource,
  collection: Collection,
  insertions: readonly Insertion[],
): (TextEdit | undefined)[] {
  const given = insertions.flatMap(({ after, child }) =>
    child ? [{ after, child }] : [],
  );
  if (given.length < insertions.length) {
    return [undefined];
  }
  if (collection.items.length === 0 && given.length > 0) {
    const flow = given.map(({ child }) => child.flow).join(', ');
    return [
      {
        from: startOf(collection),
        to: endOf(collection),
        text: isSeq(collection) ? `[${flow}]` : `{ ${flow} }`,
      },
    ];
  }
  return given.map(each => insertChild(source, collection, each));
}

function removeFromFlow(
  collection: Collection,
  gone: ReadonlySet<number>,
): (TextEdit | undefined)[] {
  const spans = collection.items.map(flowSpan);
  const firstKept = spans.findIndex((_span, i) => !gone.has(i));
  return [...gone].map(i => {
    const span = spans[i];
    const next = spans[i + 1];
    const before = spans[i - 1];
    if (i < firstKept) {
      return span && next && { from: span.from, to: next.from, text: '' };
    }
    return span && before && { from: before.to, to: span.to, text: '' };
  });
}

/**
 * Takes children away, each with the comments above it that are not somebody's own.
 *
 * @param gone - their indexes, rising
 * @param isGenerated - true for a comment that came with them
 * @returns with `undefined` for what cannot be taken away alone
 */
export function removeChildren(
  source: YamlSource,
  collection: Collection,
  {
    gone,
    isGenerated,
    refilled,
  }: {
    gone: ReadonlySet<number>;
    isGenerated: (comment: string) => boolean;
    /** True where others come in their place. */
    refilled: boolean;
  },
): (TextEdit | undefined)[] {
  if (gone.size === collection.items.length && !refilled) {
    const text = isSeq(collection) ? '[]' : '{}';
    const end = endOf(collection);
    const eol = source.text[end - 1] === '\n' ? source.eol : '';
    return [{ from: startOf(collection), to: end, text: text + eol }];
  }
  if (collection.flow) {
    return removeFromFlow(collection, gone);
  }
  const column = childColumn(source.text, collection) ?? 0;
  return [...gone].map(i => {
    const lines = linesOfChild(source, collection, i);
    return (
      lines && {
        from: withCommentsAbove(source, lines.from, column, isGenerated),
        to: lines.to,
        text: '',
      }
    );
  });
}
