import { posix } from 'node:path';
import { textsAt, textAt } from './data';
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
}

/** A folder's path without `./` and the like; the root is `.`. */
export function folderOf(path: string): string {
  return posix.dirname(path);
}

/** True for what kustomize fetches from elsewhere. */
function isRemote(text: string): boolean {
  return /^[a-z+]+:\/\/|^git@|^github\.com\//.test(text) || text.includes('?');
}

/** Reads a kustomization.yaml. */
export function kustomizationListOf(manifest: Manifest): KustomizationList {
  const folder = folderOf(manifest.file);
  return {
    manifest,
    folder,
    namespace: textAt(manifest.data, ['namespace']),
    listed: LISTS.flatMap(list =>
      textsAt(manifest.data, [list])
        .map((text, i) => ({
          path: [list, i] as const,
          target: posix.normalize(posix.join(folder, text)).replace(/\/$/, ''),
          text,
        }))
        .filter(({ text }) => !isRemote(text)),
    ),
  };
}
