import { formatPath } from '@nats-portal/plugin-nats-common';
import { parseAllDocuments } from 'yaml';
import { RepositoryFiles } from '../../RepositoryFile';
import { isMapping, KeyPath } from '../model/data';

function dataOf(content: string): unknown[] | undefined {
  const documents = parseAllDocuments(content);
  return 'empty' in documents || documents.some(({ errors }) => errors.length)
    ? undefined
    : documents.map(document => document.toJS());
}

const isSame = (a: unknown, b: unknown) =>
  JSON.stringify(a) === JSON.stringify(b);

/** Paths at which two values differ: of lists of another length, the list; of a key that is called otherwise, the key alone. */
function pathsBetween(a: unknown, b: unknown, path: KeyPath): KeyPath[] {
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    return a.flatMap((item, i) => pathsBetween(item, b[i], [...path, i]));
  }
  if (isMapping(a) && isMapping(b)) {
    const [own, others] = [
      Object.keys(a).filter(key => !(key in b)),
      Object.keys(b).filter(key => !(key in a)),
    ];
    const isRenamed =
      own.length === 1 &&
      others.length === 1 &&
      isSame(a[own[0]], b[others[0]]);
    return [...Object.keys(a), ...(isRenamed ? [] : others)].flatMap(key =>
      isRenamed && key === own[0]
        ? [[...path, key]]
        : pathsBetween(a[key], b[key], [...path, key]),
    );
  }
  return isSame(a, b) ? [] : [path];
}

function contentOf(files: RepositoryFiles, file: string) {
  return files.get(file)?.content;
}

/**
 * The places at which two repositories differ, `file:path`: a file as a whole where
 * one has it alone or it is no YAML, and once where only its name is another.
 */
export function differences(a: RepositoryFiles, b: RepositoryFiles): string[] {
  const moved = [...b.keys()].filter(
    file =>
      !a.has(file) &&
      [...a.keys()].some(
        from => !b.has(from) && contentOf(a, from) === contentOf(b, file),
      ),
  );
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter(file => !moved.includes(file))
    .flatMap(file => {
      const [left, right] = [contentOf(a, file), contentOf(b, file)];
      if (left === right) {
        return [];
      }
      const [was, is] = [left, right].map(text => text && dataOf(text));
      return was && is
        ? pathsBetween(was, is, []).map(path => `${file}:${formatPath(path)}`)
        : [file];
    });
}
