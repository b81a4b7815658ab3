import { isScalar, Scalar } from 'yaml';
import { toNode, YamlValue } from '../../yaml/toNode';
import { dedent, indent } from './blockText';
import { oneLine } from './oneLine';
import { endOf, lineStart, nextLine, startOf } from './spans';
import { TextEdit } from './TextEdit';
import { YamlSource } from './YamlSource';

const BLOCKS: unknown[] = [Scalar.BLOCK_LITERAL, Scalar.BLOCK_FOLDED];
const DOUBLE = Scalar.QUOTE_DOUBLE;
const QUOTES: unknown[] = [DOUBLE, Scalar.QUOTE_SINGLE];

/** One line of YAML for a value, in the style that is given where it can have it. */
function lineOf(value: unknown, style: unknown): string {
  const node = toNode(value as YamlValue);
  // Only double quotes have room for what has no sign of its own.
  if (QUOTES.includes(style) && isScalar(node) && node.type !== DOUBLE) {
    Object.assign(node, typeof value === 'string' ? { type: style } : {});
  }
  return oneLine(node);
}

/** The value as it is written elsewhere, unless it has quotes of another kind here. */
function written(actual: Scalar, { source, node }: WantedScalar): string {
  const text = source.text.slice(startOf(node), endOf(node));
  const requoted = QUOTES.includes(actual.type) && actual.type !== node.type;
  return requoted || text === '' || text.includes('\n')
    ? lineOf(node.value, actual.type)
    : text;
}

/** Column of the line on which the key of a block of text stands. */
function keyColumn(text: string, offset: number): number {
  const from = lineStart(text, offset);
  return Math.max(0, text.slice(from).search(/[^\s-]/));
}

/** A scalar of another file, which may not stand in brackets. */
export interface WantedScalar {
  source: YamlSource;
  node: Scalar;
}

/** A block of text of another file, moved under a key in another column. */
function blockFor(
  { text, eol }: YamlSource,
  at: number,
  wanted: WantedScalar,
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
  wanted: WantedScalar,
  inFlow: boolean,
): TextEdit | undefined {
  const { text, eol } = source;
  const from = startOf(actual);
  const to = endOf(actual);
  const isBlock = BLOCKS.includes(actual.type);
  if (BLOCKS.includes(wanted.node.type)) {
    const block = blockFor(source, from, wanted);
    if (inFlow) {
      return undefined;
    }
    if (isBlock) {
      return { from, to, text: block };
    }
    const rest = text.slice(to, nextLine(text, to));
    // A comment behind the value would become part of it.
    return rest.trim() === ''
      ? { from, to: to + rest.length, text: block }
      : undefined;
  }
  const line = inFlow
    ? lineOf(wanted.node.value, actual.type)
    : written(actual, wanted);
  if (isBlock) {
    return { from, to, text: line + eol };
  }
  const space = from === to && /\S/.test(text[from - 1] ?? ' ') ? ' ' : '';
  return { from, to, text: space + line };
}
