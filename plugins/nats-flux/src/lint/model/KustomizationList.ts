import { posix } from 'node:path';
import { textsAt, textAt, valueAt } from './data';
import { Manifest } from './Manifest';

const FILE_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Lists of kustomize that name files. */
const LISTS = ['resources', 'components', 'bases'] as const;

/** True for a file that kustomize reads as a list of others. */
export function isKustomizationFile(path: string): boolean {
  return FILE_NAMES.includes(posix.basename(path));
}

/** What one entry of a kustomization.yaml names. */
export interface ListedPath {
  path: readonly [list: string, index: number];
  /** Relative to the repository. */
  target: string;
  text: string;
}

/** The kustomization.yaml of a folder. */
export interface KustomizationList {
  manifest: Manifest;
  folder: string;
  namespace: string | undefined;
  listed: ListedPath[];
  /** Files of patches, which are parts of objects. Relative to the repository. */
  patches: string[];
  /** Every other text that may be the path of a file. Relative to the repository. */
  mentioned: Set<string>;
}

/** A folder's path without `./` and the like; the root is `.`. */
export function folderOf(path: string): string {
  return posix.dirname(path);
}

/** True for what kustomize fetches from elsewhere. */
function isRemote(text: string): boolean {
  return /^[a-z+]+:\/\/|^git@|^github\.com\//.test(text) || text.includes('?');
}

/** Lists of kustomize that hold patches, by text or by path. */
const PATCHES = ['patches', 'patchesStrategicMerge', 'patchesJson6902'];

/** Every text in what a kustomization.yaml says besides its lists of files. */
function* textsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string') {
    yield value;
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) {
      yield* textsIn(part);
    }
  }
}

/** Longest path of a file; patches may also be written out. */
const MAX_PATH = 4096;

/** Reads a kustomization.yaml. */
export function kustomizationListOf(manifest: Manifest): KustomizationList {
  const folder = folderOf(manifest.file);
  const inRepository = (text: string) =>
    posix.normalize(posix.join(folder, text)).replace(/\/$/, '');
  const pathsIn = (value: unknown) =>
    [...textsIn(value)]
      .filter(text => text.length <= MAX_PATH && !text.includes('\n'))
      // A generator may name a file otherwise than it is called: key=path.
      .flatMap(text => [text, text.slice(text.indexOf('=') + 1)])
      .map(inRepository);
  const others = Object.entries(manifest.data).filter(
    ([key]) => !(LISTS as readonly string[]).includes(key),
  );
  return {
    manifest,
    folder,
    namespace: textAt(manifest.data, ['namespace']),
    listed: LISTS.flatMap(list =>
      textsAt(manifest.data, [list])
        .map((text, i) => ({
          path: [list, i] as const,
          target: inRepository(text),
          text,
        }))
        .filter(({ text }) => !isRemote(text)),
    ),
    patches: PATCHES.flatMap(key => pathsIn(valueAt(manifest.data, [key]))),
    mentioned: new Set(others.flatMap(([, value]) => pathsIn(value))),
  };
}
