import { Document, Scalar } from 'yaml';
import { toNode, YamlValue } from '../../yaml/toNode';
import { dedent, indent } from './blockText';
import { columnOf, endOf, lineStart, nextLine, startOf } from './spans';
import { TextEdit } from './TextEdit';
import { YamlSource } from './YamlSource';

const BLOCKS: unknown[] = [Scalar.BLOCK_LITERAL, Scalar.BLOCK_FOLDED];
const QUOTES: unknown[] = [Scalar.QUOTE_DOUBLE, Scalar.QUOTE_SINGLE];

/** One line of YAML for a value, in quotes where it stood in quotes. */
function lineOf(value: unknown, style: unknown): string {
  const node = toNode(value as YamlValue);
  if (typeof value === 'string' && QUOTES.includes(style)) {
    Object.assign(node, { type: style });
  }
  const document = new Document();
  document.contents = node as typeof document.contents;
  return document.toString({ lineWidth: 0 }).trimEnd();
}

/** Column of the line on which the key of a block of text stands. */
function keyColumn(text: string, offset: number): number {
  const from = lineStart(text, offset);
  return Math.max(0, text.slice(from).search(/[^\s-]/));
}

/** A block of text of another file, moved under a key in another column. */
function blockFor(
  { text, eol }: YamlSource,
  at: number,
  wanted: { source: YamlSource; node: Scalar },
): string {
  const from = startOf(wanted.node);
  const block = wanted.source.text.slice(from, endOf(wanted.node));
  const shift = keyColumn(text, at) - keyColumn(wanted.source.text, from);
  return shift >= 0
    ? indent(block, shift, eol)
    : dedent(block, -shift).split('\n').join(eol);
}

/**
 * Puts the value of one scalar in the place of another, and keeps the comment
 * behind it.
 *
 * @returns `undefined` where that cannot be done by changing the value alone
 */
export function scalarEdit(
  source: YamlSource,
  actual: Scalar,
  wanted: { source: YamlSource; node: Scalar },
): TextEdit | undefined {
  const { text, eol } = source;
  const from = startOf(actual);
  const to = endOf(actual);
  const isBlock = BLOCKS.includes(actual.type);
  if (BLOCKS.includes(wanted.node.type)) {
    const block = blockFor(source, from, wanted);
    if (isBlock) {
      return { from, to, text: block };
    }
    const rest = text.slice(to, nextLine(text, to));
    // A comment behind the value would become part of it.
    return rest.trim() === ''
      ? { from, to: to + rest.length, text: block }
      : undefined;
  }
  const line = lineOf(wanted.node.value, actual.type);
  if (isBlock) {
    return { from, to, text: line + eol };
  }
  const space = from === to && /\S/.test(text[from - 1] ?? ' ') ? ' ' : '';
  return columnOf(text, from) >= 0
    ? { from, to, text: space + line }
    : undefined;
}
