import { posix } from 'node:path';
import { isTree, textAt, Tree } from './tree';

/** Names under which kustomize looks for its list. */
const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** A kustomization.yaml: what it lists, and what it does to the objects. */
export interface KustomizationList {
  file: string;
  content: Tree;
  /** Paths that it names, from the repository's root. */
  named: ReadonlySet<string>;
}

/** True for the path of a kustomization.yaml. */
export function isKustomizationList(path: string): boolean {
  return NAMES.includes(posix.basename(path));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return isTree(value) || Array.isArray(value)
    ? Object.values(value).flatMap(textsIn)
    : [];
}

/** Reads a kustomization.yaml. Every text counts as a path: which keys may hold one depends on kustomize's version. */
export function readKustomizationList(
  file: string,
  content: Tree,
): KustomizationList {
  const folder = posix.dirname(file);
  return {
    file,
    content,
    named: new Set(textsIn(content).map(text => posix.join(folder, text))),
  };
}

/** The list of each folder that has one. */
export type KustomizationLists = ReadonlyMap<string, KustomizationList>;

/** True unless the folder has a list and no list names the file: then nothing applies it. */
export function isApplied(file: string, lists: KustomizationLists): boolean {
  return (
    !lists.has(posix.dirname(file)) ||
    [...lists.values()].some(({ named }) => named.has(file))
  );
}

/** The namespace that kustomize puts the objects of a file into, `undefined` where it leaves that to them. */
export function namespaceFor(
  file: string,
  lists: KustomizationLists,
): string | undefined {
  return textAt(lists.get(posix.dirname(file))?.content, ['namespace']);
}
