import { isMap } from 'yaml';
import { RepositoryFinding } from '../../lint/RepositoryFinding';
import {
  FileMerge,
  findingAt,
  isSame,
  MergeContext,
  reportDropped,
  reportShared,
} from './MergeContext';
import { mergeMaps } from './mergeNodes';
import {
  documentText,
  insertDocument,
  PlacedDocument,
  wasEdited,
} from './PlacedDocument';
import { YamlFiles } from './YamlFiles';

/** The YAML files of a repository in three states, and what becomes of them. */
export interface YamlMerge {
  base: YamlFiles;
  wanted: YamlFiles;
  actual: YamlFiles;
  /** True for a comment that was generated, so that it goes with what it explains. */
  isGenerated: (comment: string) => boolean;
  /** The files that are edited, by their paths. */
  merges: Map<string, FileMerge>;
  /** Files that come as they would be generated. */
  added: string[];
  findings: RepositoryFinding[];
}

function mergeOf({ merges }: YamlMerge, { source }: PlacedDocument): FileMerge {
  const merge = merges.get(source.file) ?? {
    source,
    edits: [],
    touched: [],
    gone: new Set<number>(),
    followed: [],
  };
  merges.set(source.file, merge);
  return merge;
}

function contextOf(
  work: YamlMerge,
  actual: PlacedDocument,
  wanted: PlacedDocument,
): MergeContext {
  return {
    merge: mergeOf(work, actual),
    document: actual.document,
    index: actual.index,
    wanted: wanted.source,
    isGenerated: work.isGenerated,
    findings: work.findings,
  };
}

function reportAbsent(
  { findings }: YamlMerge,
  file: string,
  { identity }: PlacedDocument,
): void {
  findings.push(
    findingAt(undefined, file, 0, {
      id: 'change-missing-object',
      severity: 'error',
      path: [],
      message: `${
        identity || 'what it held'
      } is not there any more, nor once in another file, so it cannot be changed; put it back, or change it by hand where it is now`,
    }),
  );
}

function mergeDocument(
  work: YamlMerge,
  path: string,
  { base, wanted }: { base: PlacedDocument; wanted: PlacedDocument },
): void {
  if (isSame(base.data, wanted.data)) {
    return;
  }
  const actual = work.actual.find(path, base);
  if (!actual) {
    reportAbsent(work, path, base);
    return;
  }
  const context = contextOf(work, actual, wanted);
  const [to, from] = [wanted.document.contents, actual.document.contents];
  if (isMap(to) && isMap(from) && !from.anchor) {
    mergeMaps(context, [], { base: base.data, wanted: to, actual: from });
  } else {
    reportShared(context, []);
  }
}

function takeAway(work: YamlMerge, path: string, base: PlacedDocument): void {
  const actual = work.actual.find(path, base);
  if (!actual) {
    return;
  }
  if (wasEdited(actual, base, work.isGenerated)) {
    reportDropped(contextOf(work, actual, base), []);
  }
  mergeOf(work, actual).gone.add(actual.index);
}

/** Puts a new document behind that which it would follow, wherever that stands. */
function bringIn(
  work: YamlMerge,
  path: string,
  { wanted, before }: { wanted: PlacedDocument; before: PlacedDocument[] },
): void {
  const present = work.actual.find(path, wanted);
  if (present) {
    const empty = { ...wanted, data: {} };
    mergeDocument(work, path, { base: empty, wanted });
    return;
  }
  const follows = before
    .map(each => work.actual.find(path, each))
    .reverse()
    .find(each => each !== undefined);
  const place = follows ?? (work.actual.documentsOf(path) ?? []).at(-1);
  if (!place) {
    reportAbsent(work, path, wanted);
    return;
  }
  const merge = mergeOf(work, place);
  merge.edits.push(insertDocument(place.source, place, documentText(wanted)));
  merge.followed.push(place.index);
}

function isUnreadable(work: YamlMerge, path: string): boolean {
  if (work.actual.documentsOf(path)) {
    return false;
  }
  work.findings.push(
    findingAt(undefined, path, 0, {
      id: 'change-unreadable',
      severity: 'error',
      path: [],
      message:
        'is no YAML that can be read, so it cannot be changed; mend it first',
    }),
  );
  return true;
}

/** Makes the difference between base and wanted of one file one of the repository as it is. */
export function mergeFile(work: YamlMerge, path: string): void {
  if (work.base.textOf(path) === work.wanted.textOf(path)) {
    return;
  }
  if (!work.base.has(path) && !work.actual.has(path)) {
    work.added.push(path);
    return;
  }
  if (isUnreadable(work, path)) {
    return;
  }
  const base = work.base.documentsOf(path) ?? [];
  const wanted = work.wanted.documentsOf(path) ?? [];
  const same = (a: PlacedDocument) => (b: PlacedDocument) =>
    a.identity === b.identity && (a.identity !== '' || a.index === b.index);
  wanted.forEach((each, i) => {
    const before = base.find(same(each));
    if (before) {
      mergeDocument(work, path, { base: before, wanted: each });
    } else {
      bringIn(work, path, { wanted: each, before: wanted.slice(0, i) });
    }
  });
  base
    .filter(each => !wanted.some(same(each)))
    .forEach(each => takeAway(work, path, each));
}
