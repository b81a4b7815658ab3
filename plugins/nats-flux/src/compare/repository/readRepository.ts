import { RepositoryFile } from '../../RepositoryFile';
import {
  isApplied,
  isKustomizationList,
  KustomizationList,
  KustomizationLists,
  namespaceFor,
  readKustomizationList,
} from './kustomizations';
import { RepositoryObject } from './RepositoryObject';
import { textAt, Tree } from './tree';

/** What a repository asks Flux for. */
export interface Repository {
  objects: readonly RepositoryObject[];
  /** YAML files that cannot be read. */
  unreadable: readonly string[];
}

/** Reads the maps of a YAML text; see `readObjects`. */
export type ObjectReader = (content: string) => Tree[] | undefined;

const YAML = /\.ya?ml$/i;

/** Folders that belong to git hosts and editors: no cluster sees them. */
const HIDDEN = /(?:^|\/)\.[^/]/;

function toObject(
  file: string,
  content: Tree,
  lists: KustomizationLists,
): RepositoryObject {
  const version = textAt(content, ['apiVersion']) ?? '';
  const slash = version.indexOf('/');
  return {
    file,
    group: slash === -1 ? '' : version.slice(0, slash),
    kind: textAt(content, ['kind']) ?? '',
    name: textAt(content, ['metadata', 'name']) ?? '',
    namespace:
      namespaceFor(file, lists) ??
      textAt(content, ['metadata', 'namespace']) ??
      '',
    content,
  };
}

/**
 * Reads the objects of a repository, wherever they stand. A file that the
 * kustomization.yaml of its folder leaves out is not applied, so it does not count.
 */
export function readRepository(
  files: ReadonlyMap<string, RepositoryFile>,
  read: ObjectReader,
): Repository {
  const contents = new Map<string, Tree[]>();
  const unreadable: string[] = [];
  for (const [path, { content }] of files) {
    if (!YAML.test(path) || HIDDEN.test(path)) {
      continue;
    }
    const objects = read(content);
    if (objects) {
      contents.set(path, objects);
    } else {
      unreadable.push(path);
    }
  }
  const lists = new Map<string, KustomizationList>();
  for (const [path, [content]] of contents) {
    if (isKustomizationList(path) && content) {
      const folder = path.includes('/')
        ? path.slice(0, path.lastIndexOf('/'))
        : '.';
      lists.set(folder, readKustomizationList(path, content));
    }
  }
  const objects = [...contents]
    .filter(([path]) => !isKustomizationList(path) && isApplied(path, lists))
    .flatMap(([path, maps]) =>
      maps.map(content => toObject(path, content, lists)),
    );
  return { objects, unreadable };
}
