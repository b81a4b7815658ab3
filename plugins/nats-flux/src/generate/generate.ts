import { InputError } from '@backstage/errors';
import { explainLabel } from '../settings/explain';
import { quote } from '../settings/findings';
import { RepositoryFiles, Skeleton } from '../RepositoryFile';
import { Settings } from '../settings/Settings';
import { mapTextIn, setIn } from '../yaml/edit';
import { renamed } from '../yaml/renamed';
import { isKind, readYaml } from '../yaml/YamlFile';
import { clientUrl } from './addresses';
import { Draft, draftOf, editIn, openIn, requireIn, saveIn } from './Draft';
import { editCatalog } from './editCatalog';
import { editCertificates } from './editCertificates';
import { editFlux } from './editFlux';
import {
  listedResources,
  replaceResources,
  setNamespace,
} from './editKustomization';
import { editConsumers, editStreams } from './editMessaging';
import { editNetworkPolicies } from './editNetworkPolicies';
import { editRelease } from './editRelease';
import { withReadmeTable } from './readmeTable';
import { SkeletonNames, skeletonNames } from './SkeletonNames';
import { workerFile } from './workerFile';

/** Settings become paths and names in a shell; whoever calls may have overlooked a finding. */
function assertNames({ cluster, name, workers }: Settings): void {
  for (const text of [cluster, name, ...workers.map(w => w.name)]) {
    const problem = explainLabel(text);
    if (problem) {
      throw new InputError(`${quote(text)} ${problem}`);
    }
  }
}

/** The files of the folder `nats/`. */
function editBroker(
  draft: Draft,
  settings: Settings,
  names: SkeletonNames,
): void {
  const rename = (text: string) => renamed(text, names.name, settings.name);
  editIn(draft, 'nats/namespace.yaml', document => {
    if (isKind(document, 'Namespace')) {
      mapTextIn(document, ['metadata', 'name'], rename);
    }
  });
  editIn(draft, 'nats/release.yaml', document => {
    if (isKind(document, 'HelmRelease')) {
      editRelease(document, settings, names);
    }
  });
  for (const [path, edit] of [
    ['nats/certificates.yaml', editCertificates],
    ['nats/network-policy.yaml', editNetworkPolicies],
  ] as const) {
    const file = openIn(draft, path);
    if (file) {
      edit(file, settings, names);
      saveIn(draft, file);
    }
  }
}

/** The files of the folder `jetstream/`. */
function editJetStream(
  draft: Draft,
  settings: Settings,
  names: SkeletonNames,
): void {
  const { streams } = settings.messaging;
  editIn(draft, 'jetstream/account.yaml', document => {
    if (isKind(document, 'Account')) {
      setIn(document, ['spec', 'servers'], [clientUrl(settings)]);
      mapTextIn(document, ['spec', 'tls', 'secret', 'name'], text =>
        renamed(text, names.name, settings.name),
      );
    }
  });
  for (const { path, edit, wanted } of [
    {
      path: 'jetstream/streams.yaml',
      edit: editStreams,
      wanted: streams.length > 0,
    },
    {
      path: 'jetstream/consumers.yaml',
      edit: editConsumers,
      wanted: streams.some(stream => stream.consumers.length > 0),
    },
  ]) {
    const file = wanted ? requireIn(draft, path) : openIn(draft, path);
    if (file) {
      edit(file, settings);
      saveIn(draft, file);
    }
  }
}

/** The files of the folder `workers/`. */
function editWorkers(
  draft: Draft,
  settings: Settings,
  names: SkeletonNames,
): void {
  const pattern = names.worker;
  if (!pattern) {
    if (settings.workers.length > 0) {
      throw new InputError(
        'The skeleton has no file with a ScaledObject in workers/, which others would be copies of',
      );
    }
    return;
  }
  const example = requireIn(draft, pattern.path);
  draft.delete(pattern.path);
  const files = settings.workers.map(worker =>
    workerFile(example, worker, { settings, names, pattern }),
  );
  for (const file of files) {
    if (draft.has(file.path)) {
      throw new InputError(
        `The skeleton has a ${file.path} already; rename the consumer or the file`,
      );
    }
    saveIn(draft, file);
  }
  const fileName = (path: string) => path.slice('workers/'.length);
  editIn(draft, 'workers/kustomization.yaml', document =>
    replaceResources(
      document,
      [fileName(pattern.path)],
      files.map(({ path }) => fileName(path)),
    ),
  );
}

/** Takes files that are gone off the lists, and lists that are empty away. */
function tidyKustomizations(
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
      settings.messaging.streams.length === 0 &&
      listed.join() === 'account.yaml';
    if (idle) {
      draft.delete(`${folder}account.yaml`);
    }
    if (emptied || idle) {
      draft.delete(path);
    } else {
      saveIn(draft, file);
    }
  }
}

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
function editCluster(
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
      editFlux(file, { settings, names, goneFolders });
      saveIn(draft, file);
    }
  }
}

/**
 * Makes a repository: the skeleton with the values that the settings ask for and
 * without what nobody asked for. Comments and files that the platform team
 * added stay. The same input gives the same bytes.
 *
 * @param settings - of `resolveSettings`, where no finding is an error
 * @throws InputError for a skeleton that lacks what has to be edited, naming the file and what is missing in it
 * @public
 */
export function generate(
  settings: Settings,
  skeleton: Skeleton,
): RepositoryFiles {
  assertNames(settings);
  const names = skeletonNames(skeleton);
  const draft = draftOf(skeleton);
  editBroker(draft, settings, names);
  editJetStream(draft, settings, names);
  editWorkers(draft, settings, names);
  tidyKustomizations(draft, skeleton, settings, names);
  editCluster(draft, skeleton, settings, names);
  const catalog = requireIn(draft, 'catalog-info.yaml');
  editCatalog(catalog, settings);
  saveIn(draft, catalog);
  const readme = draft.get('README.md');
  if (readme) {
    draft.set('README.md', {
      ...readme,
      content: withReadmeTable(readme.content, settings),
    });
  }
  return new Map([...draft].sort(([a], [b]) => (a < b ? -1 : 1)));
}
