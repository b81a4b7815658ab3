import { formatPath } from '@nats-portal/plugin-nats-common';
import { Document, isAlias, isMap, isNode, isScalar, isSeq, Node } from 'yaml';
import { RepositoryFinding } from '../RepositoryFinding';
import { KeyPath } from './data';
import { Manifest } from './Manifest';

/** Where a finding points to. */
export type Place = Pick<
  RepositoryFinding,
  'file' | 'line' | 'column' | 'path'
>;

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function target(document: Document, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

/** The next node on a path, and the character at which people see it begin. */
function step(
  node: unknown,
  part: string | number,
): { node: unknown; at: number | undefined } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(
      ({ key }) =>
        String(isScalar(key) ? key.value : (key as Node | null)) ===
        String(part),
    );
    return pair && { node: pair.value, at: startOf(pair.key) };
  }
  if (isSeq(node)) {
    const item = node.items[Number(part)];
    return item === undefined ? undefined : { node: item, at: startOf(item) };
  }
  return undefined;
}

/** Where a path begins in the text; of a missing key, the nearest that is there above it. */
function offsetOf(document: Document.Parsed, path: KeyPath): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? document.range[0];
  for (const part of path) {
    const next = step(target(document, node), part);
    if (!next) {
      break;
    }
    offset = next.at ?? offset;
    node = next.node;
  }
  return offset;
}

/** The place of a path inside an object; of a missing key, the nearest that is there above it. */
export function placeIn(
  { file, parsed, index }: Pick<Manifest, 'file' | 'parsed' | 'index'>,
  path: KeyPath,
): Place {
  const { documents, lines } = parsed();
  const { line, col } = lines.linePos(offsetOf(documents[index], path));
  return {
    file,
    // Of an empty file the counter has seen no line.
    line: Math.max(1, line),
    column: Math.max(1, col),
    path: formatPath(path),
  };
}
