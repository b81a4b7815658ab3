import { isDeepStrictEqual } from 'node:util';
import { isTree } from '../../compare/repository/tree';
import { RepositoryFinding } from '../../lint/RepositoryFinding';
import { RepositoryFile, RepositoryFiles } from '../../RepositoryFile';
import { mergeLines } from '../lines/mergeLines';
import { applyEdits } from '../splice/TextEdit';
import { dataOf, isComment, readSource } from '../splice/YamlSource';
import { FileMerge, findingAt, Path } from './MergeContext';
import { mergeFile, YamlMerge } from './mergeYaml';

import { removeDocuments } from './PlacedDocument';
import { isYaml, YamlFiles } from './YamlFiles';

type Files = ReadonlyMap<string, RepositoryFile>;

/** A repository in three states. */
export interface RepositoryStates {
  /** As it would be generated before the change. */
  base: Files;
  /** As it would be generated after the change. */
  wanted: Files;
  /** As it is. */
  actual: Files;
  /** True where the broker has several accounts, with things of one name perhaps. */
  byAccount?: boolean;
}

/** A repository after a change, and what was met on the way. */
export interface MergedRepository {
  files: RepositoryFiles;
  findings: RepositoryFinding[];
}

function commentsIn(files: Files): Set<string> {
  return new Set(
    [...files.values()].flatMap(({ content }) =>
      content
        .split('\n')
        .filter(isComment)
        .map(line => line.trim()),
    ),
  );
}

/** Paths of what differs between two values; lists count as a whole. */
function differences(a: unknown, b: unknown, path: Path = []): Path[] {
  if (isDeepStrictEqual(a, b)) {
    return [];
  }
  if (!isTree(a) || !isTree(b)) {
    return [path];
  }
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].flatMap(key => differences(a[key], b[key], [...path, key]));
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((part, i) => part === path[i]);
}

/**
 * True where the edited text says what was to be changed, and nothing else. What
 * is written in a way that nobody thought of must not be changed in silence.
 */
function isFaithful(
  { source, touched, gone, followed }: FileMerge,
  text: string,
): boolean {
  const after = readSource(source.file, text);
  const kept = source.documents.length - gone.size;
  if (after?.documents.length !== kept + followed.length) {
    return false;
  }
  return source.documents.every((document, i) => {
    const at =
      i -
      [...gone].filter(each => each < i).length +
      followed.filter(each => each < i).length;
    return (
      gone.has(i) ||
      differences(dataOf(document), dataOf(after.documents[at])).every(path =>
        touched.some(
          each =>
            startsWith(each, [i, ...path]) || startsWith([i, ...path], each),
        ),
      )
    );
  });
}

/**
 * Makes the difference between what would be generated before and after a change
 * one of the repository as it is. Everything else stays byte for byte.
 */
export function mergeRepository(states: RepositoryStates): MergedRepository {
  const { base, wanted, actual, byAccount = false } = states;
  const files: RepositoryFiles = new Map(actual);
  const comments = new Set([...commentsIn(base), ...commentsIn(wanted)]);
  const work: YamlMerge = {
    base: new YamlFiles(base, byAccount),
    wanted: new YamlFiles(wanted, byAccount),
    actual: new YamlFiles(actual, byAccount),
    isGenerated: comment => comments.has(comment),
    merges: new Map(),
    added: [],
    findings: [],
  };
  const paths = [...new Set([...base.keys(), ...wanted.keys()])].sort();
  paths.filter(isYaml).forEach(path => mergeFile(work, path));
  for (const path of work.added) {
    const file = wanted.get(path);
    if (file) {
      files.set(path, file);
    }
  }
  for (const [path, merge] of work.merges) {
    const { source, gone } = merge;
    if (gone.size === source.documents.length && merge.edits.length === 0) {
      files.delete(path);
      continue;
    }
    const edits = [...merge.edits, ...removeDocuments(source, gone)];
    const text = applyEdits(source.text, edits);
    if (text === undefined || !isFaithful(merge, text)) {
      work.findings.push(
        findingAt(undefined, path, 0, {
          id: 'change-by-hand',
          severity: 'error',
          path: [],
          message:
            'is written in a way that cannot be changed without rewriting what is around it; change it by hand',
        }),
      );
    } else if (edits.length > 0) {
      files.set(path, { ...actual.get(path), content: text });
    }
  }
  for (const path of paths.filter(each => !isYaml(each))) {
    const [from, to, is] = [base, wanted, actual].map(
      state => state.get(path)?.content,
    );
    if (
      from === undefined ||
      to === undefined ||
      is === undefined ||
      from === to
    ) {
      continue;
    }
    const { text, left } = mergeLines(from, to, is);
    files.set(path, { ...actual.get(path), content: text });
    if (left > 0) {
      work.findings.push(
        findingAt(undefined, path, 0, {
          id: 'change-left',
          severity: 'warning',
          path: [],
          message:
            'was edited by hand where the change would say something else; that part stays as it is',
        }),
      );
    }
  }
  return {
    files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
    findings: work.findings,
  };
}
