import { posix } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { KeyPath, listAt, textAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { RepositoryRule, warning } from '../../RepositoryRule';
import { GROUPS, Repository } from '../../model/Repository';

/** Kinds of which a rule looks at more than the names. */
const CHECKED: readonly string[] = [
  'Account',
  'Certificate',
  'Consumer',
  'HelmRelease',
  'KeyValue',
  'ObjectStore',
  'ScaledObject',
  'Stream',
];

/** A part of an object that kustomize, or Flux, lays over it. */
interface Patch {
  manifest: Manifest;
  path: KeyPath;
  /** The kind of what it changes. */
  kind: string;
}

/** Longest patch that is read: rules look at its kind only. */
const MAX_TEXT = 100_000;

/** The kind that a patch is for: it says so itself, or its target does. */
function kindOf(patch: unknown): string | undefined {
  const target = textAt(patch, ['target', 'kind']);
  const text = textAt(patch, ['patch']);
  if (target !== undefined || text === undefined || text.length > MAX_TEXT) {
    return target;
  }
  const [document] = parseAllDocuments(text);
  const kind =
    document && 'errors' in document && document.errors.length === 0
      ? document.get('kind')
      : undefined;
  return typeof kind === 'string' ? kind : undefined;
}

function* patchesOf({
  fluxKustomizations,
  lists,
  patches,
}: Repository): Iterable<Patch> {
  for (const manifest of patches) {
    yield { manifest, path: ['spec'], kind: manifest.kind };
  }
  const told = new Set(patches.map(({ file }) => posix.basename(file)));
  const holders = [
    ...lists.flatMap(({ manifest }) =>
      ['patches', 'patchesJson6902'].map(key => ({ manifest, path: [key] })),
    ),
    ...fluxKustomizations.map(({ manifest }) => ({
      manifest,
      path: ['spec', 'patches'],
    })),
  ];
  for (const { manifest, path } of holders) {
    for (const [i, patch] of listAt(manifest.data, path).entries()) {
      const file = posix.basename(textAt(patch, ['path']) ?? '');
      const kind = kindOf(patch);
      if (kind !== undefined && !told.has(file)) {
        yield { manifest, path: [...path, i], kind };
      }
    }
  }
}

/** flux-patch: what rules do not see. */
const unseen: RepositoryRule = function* unseen(repository) {
  const isThere = (kind: string) =>
    repository.manifests.some(
      each =>
        each.kind === kind &&
        (Object.values(GROUPS) as string[]).includes(each.group),
    );
  for (const { manifest, path, kind } of patchesOf(repository)) {
    if (CHECKED.includes(kind) && isThere(kind)) {
      yield warning(
        'flux-patch',
        manifest,
        path,
        `changes a ${kind} after its file was read: what it sets wins, and no rule here sees it; check what kustomize build prints, or write the values into the file`,
      );
    }
  }
};

/** Rules about what is laid over objects. */
export const fluxPatchRules: RepositoryRule[] = [unseen];
