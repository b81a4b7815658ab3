import { formatPath } from '@nats-portal/plugin-nats-common';
import { isDeepStrictEqual } from 'node:util';
import { Document, isNode, isScalar, Pair } from 'yaml';
import { RepositoryFinding } from '../../lint/RepositoryFinding';
import { quote } from '../../settings/findings';
import { TextEdit } from '../splice/TextEdit';
import { YamlSource } from '../splice/YamlSource';

/** Keys of maps and indexes of lists. */
export type Path = readonly (string | number)[];

/** What becomes of one YAML file. */
export interface FileMerge {
  source: YamlSource;
  edits: TextEdit[];
  /** Where something was changed: the document's place in the file, then the path in it. */
  touched: Path[];
  /** Places of the documents that go. */
  gone: Set<number>;
  /** Places of the documents that others come behind, once for each. */
  followed: number[];
}

/** One object on its way from how it is to how it is wanted. */
export interface MergeContext {
  merge: FileMerge;
  document: Document.Parsed;
  /** The place of the document in its file, from 0. */
  index: number;
  /** Where new lines are taken from. */
  wanted: YamlSource;
  /** True for a comment that was generated, so that it goes with what it explains. */
  isGenerated: (comment: string) => boolean;
  findings: RepositoryFinding[];
}

/** Plain data of a node of the repository as it is. */
export function dataIn(document: Document, node: unknown): unknown {
  if (!isNode(node)) {
    return node;
  }
  try {
    return node.toJS(document);
  } catch {
    return undefined;
  }
}

/** The key of a pair as a text. */
export function keyOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}

/** True for data that says the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}

/** A finding at a place of a file. */
export function findingAt(
  source: YamlSource | undefined,
  file: string,
  offset: number,
  finding: Pick<RepositoryFinding, 'id' | 'severity' | 'message'> & {
    path: Path;
  },
): RepositoryFinding {
  const { line, col } = source?.lines.linePos(offset) ?? { line: 1, col: 1 };
  return {
    ...finding,
    path: formatPath(finding.path),
    file,
    line: Math.max(1, line),
    column: Math.max(1, col),
  };
}

function report(
  { merge, document, findings }: MergeContext,
  path: Path,
  finding: Pick<RepositoryFinding, 'id' | 'severity' | 'message'>,
): void {
  const node = path.length > 0 ? document.getIn(path, true) : document.contents;
  const offset = isNode(node) ? node.range?.[0] : undefined;
  findings.push(
    findingAt(merge.source, merge.source.file, offset ?? document.range[0], {
      ...finding,
      path,
    }),
  );
}

/** change-left: what people made of a value stands against what the change would. */
export function reportLeft(
  context: MergeContext,
  path: Path,
  { actual, wanted }: { actual: unknown; wanted: unknown },
): void {
  report(context, path, {
    id: 'change-left',
    severity: 'warning',
    message: `was edited by hand and stays ${quote(
      actual,
    )}; with the change it would be ${quote(
      wanted,
    )}, so see whether it still fits`,
  });
}

/** change-missing: there is nothing to change where it would be. */
export function reportMissing(
  context: MergeContext,
  path: Path,
  wanted: unknown,
): void {
  report(context, path, {
    id: 'change-missing',
    severity: 'warning',
    message: `is not there any more, and with the change it would be ${quote(
      wanted,
    )}; see whether it stands somewhere else`,
  });
}

/** change-drops: what people made goes with what it was made in. */
export function reportDropped(context: MergeContext, path: Path): void {
  report(context, path, {
    id: 'change-drops',
    severity: 'warning',
    message: 'goes with the change, and with it what was edited in it by hand',
  });
}

/** change-shared: a change here would be one elsewhere as well. */
export function reportShared(context: MergeContext, path: Path): void {
  report(context, path, {
    id: 'change-shared',
    severity: 'error',
    message:
      'is an alias or has an anchor, so a change of it would be one in other places as well; write the value out first',
  });
}

/** change-by-hand: the way it is written leaves no place for the change. */
export function reportByHand(context: MergeContext, path: Path): void {
  report(context, path, {
    id: 'change-by-hand',
    severity: 'error',
    message:
      'is written in a way that cannot be changed without rewriting what is around it; change it by hand',
  });
}

/**
 * Takes edits of a value down, or says that there are none for it.
 *
 * @param keys - those of the value that are different then; the value as a whole where none are named
 */
export function edit(
  context: MergeContext,
  path: Path,
  edits: readonly (TextEdit | undefined)[],
  keys?: readonly string[],
): void {
  const possible = edits.flatMap(each => each ?? []);
  if (possible.length < edits.length) {
    reportByHand(context, path);
    return;
  }
  context.merge.edits.push(...possible);
  const touched = keys ? keys.map(key => [...path, key]) : [path];
  context.merge.touched.push(...touched.map(each => [context.index, ...each]));
}
