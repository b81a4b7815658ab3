import {
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Node,
} from 'yaml';
import { Finding } from '../../findings/Finding';
import { InputPath } from '../../findings/formatPath';
import { formatCount } from '../../words';
import { composeDocuments } from '../../yaml/composeDocuments';
import { error } from '../rules/MessagingRule';

/** Line and column of a place, both from 1; nothing where there is no text. */
export type Locate = (path: InputPath) => { line?: number; column?: number };

/** What a text holds. */
export interface TextInput {
  /** What the document says, or a list of what each says. */
  value: unknown;
  locate: Locate;
  /** What keeps it from being read. */
  findings: Finding[];
}

/** Characters; 1,000 streams and 10,000 consumers as manifests are about 4 million. */
const MAX_LENGTH = 16_000_000;

/** Aliases of a document; a few hundred characters of them can stand for gigabytes. */
const MAX_ALIASES = 100;

/** No messaging spec, manifest or answer of the API is nested deeper. */
const MAX_DEPTH = 50;

function unreadable(
  message: string,
  position: { line?: number; column?: number } = {},
): TextInput {
  return {
    value: undefined,
    locate: () => ({}),
    findings: [{ ...error('js-syntax', '', message), ...position }],
  };
}

/** True for what leads back to itself, or is too deep to be meant. */
function isTooDeep(value: unknown, depth: number, seen: Set<object>): boolean {
  if (typeof value !== 'object' || value === null || seen.has(value)) {
    return false;
  }
  if (
    depth === 0 ||
    Object.values(value).some(item => isTooDeep(item, depth - 1, seen))
  ) {
    return true;
  }
  seen.add(value);
  return false;
}

/** The parts of a document along a path, as far as it goes. */
function nodesAlong(document: Document, path: InputPath): Node[] {
  const resolved = (node: unknown) =>
    isAlias(node) ? node.resolve(document) : node;
  const nodes: Node[] = document.contents ? [document.contents] : [];
  let node = resolved(document.contents);
  for (const part of path) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(part),
      );
      // The key is where people look; without one there is nothing further on.
      if (!pair || !isScalar(pair.key)) {
        break;
      }
      nodes.push(pair.key);
      next = pair.value;
    } else if (isSeq(node) && typeof part === 'number') {
      next = node.items[part];
      if (next) {
        nodes.push(next as Node);
      }
    }
    if (!next) {
      break;
    }
    node = resolved(next);
  }
  return nodes;
}

function parse(text: string): TextInput {
  const lines = new LineCounter();
  const all = [...composeDocuments(text, { lineCounter: lines })];
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const findings = all.flatMap(({ errors, warnings }) =>
    [...errors, ...warnings].map(({ message, pos }) => ({
      ...error('js-syntax', '', message),
      ...position(pos[0]),
    })),
  );
  if (findings.length > 0) {
    return { ...unreadable(''), findings };
  }
  // Ends of documents, and comments between them, make empty ones.
  const documents = all
    .map(document => ({
      document,
      value: document.toJS({ maxAliasCount: MAX_ALIASES }),
    }))
    .filter(({ value }) => value !== null && value !== undefined);
  const values = documents.map(({ value }) => value);
  if (values.length === 0) {
    return unreadable('is empty');
  }
  if (isTooDeep(values, MAX_DEPTH, new Set())) {
    return unreadable('is nested too deeply, or refers to itself');
  }
  const isOne = documents.length === 1;
  return {
    value: isOne ? values[0] : values,
    locate: path => {
      const [index, ...below] = isOne ? [0, ...path] : path;
      const found = documents[Number(index ?? 0)];
      const nodes = found ? nodesAlong(found.document, below) : [];
      const offset = nodes[nodes.length - 1]?.range?.[0];
      return offset === undefined ? {} : position(offset);
    },
    findings: [],
  };
}

/** Reads YAML, of which JSON is a part: one document or several. Nothing is thrown. */
export function readText(text: string): TextInput {
  if (text.trim() === '') {
    return unreadable('is empty');
  }
  if (text.length > MAX_LENGTH) {
    return unreadable(
      `is ${formatCount(text.length)} characters long; ${formatCount(
        MAX_LENGTH,
      )} are read`,
    );
  }
  try {
    return parse(text);
  } catch (problem) {
    // An alias of nothing, or of so much that it was meant to hurt; all else is too deep for the stack.
    return unreadable(
      problem instanceof ReferenceError
        ? problem.message
        : 'is nested too deeply',
    );
  }
}
