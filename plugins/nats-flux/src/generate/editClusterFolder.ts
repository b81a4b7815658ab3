import { Skeleton } from '../RepositoryFile';
import { Settings } from '../settings/Settings';
import { readYaml } from '../yaml/YamlFile';
import { Draft, saveIn } from './Draft';
import { editFlux } from './editFlux';
import { SkeletonNames } from './SkeletonNames';

/** All folders that hold a file, at any depth. */
function foldersOf(files: Skeleton): Set<string> {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    const parts = path.split('/').slice(0, -1);
    parts.forEach((_part, i) => folders.add(parts.slice(0, i + 1).join('/')));
  }
  return folders;
}

/** Moves the folder of the skeleton's cluster, and edits what Flux applies. */
export function editClusterFolder(
  draft: Draft,
  skeleton: Skeleton,
  settings: Settings,
  names: SkeletonNames,
): void {
  const present = foldersOf(draft);
  const goneFolders = new Set(
    [...foldersOf(skeleton)].filter(folder => !present.has(folder)),
  );
  const from = `clusters/${names.cluster}/`;
  for (const [path, content] of [...draft]) {
    if (!path.startsWith(from)) {
      continue;
    }
    draft.delete(path);
    const target = `clusters/${settings.cluster}/${path.slice(from.length)}`;
    draft.set(target, content);
    if (/\.ya?ml$/.test(path)) {
      const file = readYaml(target, content.content);
      editFlux(file, { settings, names, files: draft, goneFolders });
      saveIn(draft, file);
    }
  }
}
