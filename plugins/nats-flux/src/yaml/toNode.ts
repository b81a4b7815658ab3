import { Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** What a generated file may hold. */
export type YamlValue =
  | string
  | number
  | boolean
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue };

/** Words that readers of YAML 1.1, such as Kubernetes' tools, take for something else than text; `e1` for a number. */
const YAML_1_1_WORDS = /^(?:y|n|yes|no|on|off|true|false|null|e\d+)$/i;

/** Starts like a word and holds nothing that YAML has a use for. */
const WORD = /^(?:\.\/|[A-Za-z/])(?:[\w./@=+-]|:(?=[\w./@=+-]))*$/;

/** Several words, none of which can be anything but text. */
const WORDS = /^[A-Za-z][\w-]*(?: [A-Za-z][\w-]*)+$/;

/** Durations and quantities such as `1h30m` and `10Gi`, but no `0x1F`. */
const AMOUNT = /^(?!0[xob])(?:\d+[A-Za-z]+)+$/i;

const VERSION = /^\d+\.\d+\.\d+$/;

function isPlain(text: string): boolean {
  return (
    (WORD.test(text) && !YAML_1_1_WORDS.test(text)) ||
    WORDS.test(text) ||
    AMOUNT.test(text) ||
    VERSION.test(text)
  );
}

/** Text on one line that shows as it is; the rest needs the escapes of double quotes. */
const ONE_LINE = /^[\x20-\x26\x28-\x7e\u00a0-\u2027\u2030-\ud7ff]+$/;

function styleOf(text: string): Scalar.Type {
  if (isPlain(text)) {
    return Scalar.PLAIN;
  }
  return ONE_LINE.test(text) ? Scalar.QUOTE_SINGLE : Scalar.QUOTE_DOUBLE;
}

function scalar(value: string | number | boolean): Scalar {
  const node = new Scalar(value);
  if (typeof value === 'string') {
    node.type = styleOf(value);
  }
  return node;
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

/**
 * Makes a YAML node of a value. Text comes out as text for readers of YAML 1.1
 * as well as 1.2: whatever could be taken for something else is quoted.
 */
export function toNode(value: YamlValue): Node {
  if (isList(value)) {
    const list = new YAMLSeq();
    list.items = value.map(toNode);
    list.flow = value.length === 0;
    return list;
  }
  if (typeof value === 'object') {
    const map = new YAMLMap();
    map.items = Object.entries(value).map(
      ([key, item]) => new Pair(scalar(key), toNode(item)),
    );
    map.flow = map.items.length === 0;
    return map;
  }
  return scalar(value);
}
