import { Skeleton } from '../RepositoryFile';
import { Settings } from '../settings/Settings';
import { readYaml } from '../yaml/YamlFile';
import { Draft, requireIn, saveIn } from './Draft';
import { ACCOUNT_FILE, isIdle } from './editJetStreamFolder';
import {
  listedResources,
  replaceResources,
  setNamespace,
} from './editKustomization';
import { SkeletonNames } from './SkeletonNames';

/** Takes files that are gone off the lists, and lists that are empty away. */
export function tidyKustomizations(
  draft: Draft,
  skeleton: Skeleton,
  settings: Settings,
  names: SkeletonNames,
): void {
  for (const path of [...draft.keys()]) {
    const [, folder] = /^(.*\/)kustomization\.yaml$/.exec(path) ?? [];
    if (folder === undefined) {
      continue;
    }
    const file = requireIn(draft, path);
    for (const document of file.documents) {
      if (document.get('namespace') === names.name) {
        setNamespace(document, settings.name);
      }
      const gone = listedResources(document).filter(
        name => skeleton.has(folder + name) && !draft.has(folder + name),
      );
      if (gone.length > 0) {
        replaceResources(document, gone, []);
      }
    }
    const listed = file.documents.flatMap(listedResources);
    const before = readYaml(path, skeleton.get(path)?.content ?? '');
    const emptied =
      listed.length === 0 &&
      before.documents.flatMap(listedResources).length > 0;
    // An account to connect with is of no use where nothing needs a connection.
    const idle =
      folder === 'jetstream/' &&
      isIdle(settings) &&
      listed.join() === 'account.yaml';
    if (idle) {
      draft.delete(ACCOUNT_FILE);
    }
    if (emptied || idle) {
      draft.delete(path);
    } else {
      saveIn(draft, file);
    }
  }
}
