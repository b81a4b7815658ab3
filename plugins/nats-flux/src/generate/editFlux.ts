import { isDeepStrictEqual } from 'node:util';
import { Document } from 'yaml';
import { RepositoryFiles } from '../RepositoryFile';
import { Settings } from '../settings/Settings';
import { deleteIn, mapTextIn, setIn } from '../yaml/edit';
import { renamed } from '../yaml/renamed';
import { isKind, nameOf, valueIn, YamlFile } from '../yaml/YamlFile';
import { dropIdleHealthChecks } from './dropIdleHealthChecks';
import { editKubernetesId } from './editKubernetesId';
import { placedPath } from './repositoryFolder';
import { SkeletonNames } from './SkeletonNames';
import { brokerTimeout, messagingTimeout } from './timeouts';

/** The folder that a Flux Kustomization applies, without `./`. */
function folderOf(document: Document): string {
  const path = isKind(document, 'Kustomization')
    ? valueIn(document, ['spec', 'path'])
    : undefined;
  return typeof path === 'string'
    ? path.replace(/^\.\//, '').replace(/\/$/, '')
    : '';
}

function dependencies(document: Document): string[] {
  const list = valueIn(document, ['spec', 'dependsOn']);
  return Array.isArray(list) ? list.map(item => String(item?.name ?? '')) : [];
}

/** What waited for one that is gone waits for whatever that one waited for. */
function withoutGone(
  names: readonly string[],
  gone: ReadonlyMap<string, string[]>,
  seen: readonly string[] = [],
): string[] {
  const direct = names.flatMap(name => {
    const further = gone.get(name);
    if (further === undefined) {
      return [name];
    }
    return seen.includes(name)
      ? []
      : withoutGone(further, gone, [...seen, name]);
  });
  return [...new Set(direct)];
}

function sourceOf(document: Document): unknown {
  return valueIn(document, ['spec', 'sourceRef']);
}

function editSource(
  document: Document,
  { source }: Settings,
  change: (text: string) => string,
): void {
  if (source) {
    setIn(document, ['spec', 'sourceRef'], { ...source });
  } else {
    mapTextIn(document, ['spec', 'sourceRef', 'name'], change);
  }
}

/** A folder of the skeleton, as a Flux Kustomization names it where it is now. */
function movedPath(
  folder: string,
  settings: Settings,
  names: SkeletonNames,
): string {
  const from = `clusters/${names.cluster}/`;
  return `./${placedPath(
    folder.startsWith(from)
      ? `clusters/${settings.cluster}/${folder.slice(from.length)}`
      : folder,
    settings,
  )}`;
}

/**
 * Makes the Flux Kustomizations what the settings ask for, and drops those
 * whose folder is gone.
 */
export function editFlux(
  file: YamlFile,
  {
    settings,
    names,
    files,
    goneFolders,
  }: {
    settings: Settings;
    names: SkeletonNames;
    files: RepositoryFiles;
    goneFolders: ReadonlySet<string>;
  },
): void {
  const change = (text: string) => renamed(text, names.name, settings.name);
  const isGone = (document: Document) =>
    isKind(document, 'Kustomization') && goneFolders.has(folderOf(document));
  // The source of this repository; Kustomizations of another one are the platform team's.
  const [source] = file.documents
    .filter(document => folderOf(document) === 'nats')
    .map(sourceOf);
  const gone = new Map(
    file.documents
      .filter(isGone)
      .map(document => [nameOf(document), dependencies(document)]),
  );
  file.documents = file.documents.filter(document => !isGone(document));
  for (const document of file.documents) {
    if (!isKind(document, 'Kustomization')) {
      continue;
    }
    const before = dependencies(document);
    if (before.some(name => gone.has(name))) {
      const after = withoutGone(before, gone).map(name => ({ name }));
      setIn(document, ['spec', 'dependsOn'], after);
    }
    dependencies(document).forEach((_name, i) =>
      mapTextIn(document, ['spec', 'dependsOn', i, 'name'], change),
    );
    if (dependencies(document).length === 0) {
      deleteIn(document, ['spec', 'dependsOn']);
    }
    mapTextIn(document, ['metadata', 'name'], change);
    editKubernetesId(document, settings);
    const folder = folderOf(document);
    if (isDeepStrictEqual(sourceOf(document), source)) {
      editSource(document, settings, change);
      mapTextIn(document, ['spec', 'path'], () =>
        movedPath(folder, settings, names),
      );
    }
    if (folder === 'nats') {
      setIn(document, ['spec', 'timeout'], brokerTimeout(settings));
    } else if (folder === 'jetstream') {
      setIn(document, ['spec', 'timeout'], messagingTimeout(settings));
      dropIdleHealthChecks(document, folder, files);
    }
  }
}
