import { posix } from 'node:path';
import { RepositoryFile } from '../RepositoryFile';
import { GROUPS } from '../lint/model/Repository';
import { kustomizationListOf } from '../lint/model/KustomizationList';
import { textAt } from '../lint/model/data';
import { Manifest } from '../lint/model/Manifest';
import { parseManifests } from '../lint/model/parseManifests';

/**
 * What putting files into a repository that holds others would do.
 *
 * @public
 */
export interface FleetComparison {
  /** Paths of files that would be new. */
  added: string[];
  /** Paths of files that would hold something else than now. */
  changed: string[];
  /** Why the files must not be put there, a sentence each; empty where they may. */
  conflicts: string[];
  /** What has to be done by hand besides, a sentence each. */
  hints: string[];
}

type Files = ReadonlyMap<string, RepositoryFile>;

function manifestsOf(files: Files): Manifest[] {
  return [...files].flatMap(([path, { content }]) =>
    /\.ya?ml$/.test(path) ? parseManifests(path, content).manifests : [],
  );
}

/** Types of the entities that files are written for: a broker, or what a team has on one. */
const TYPES = ['nats-broker', 'nats-messaging'];

/** Of which entities the files are, by type and name, and whose each is. */
function ownersOf(files: Files): Map<string, string> {
  return new Map(
    manifestsOf(
      new Map(
        [...files].filter(
          ([path]) => posix.basename(path) === 'catalog-info.yaml',
        ),
      ),
    )
      .map(({ data, name }) => ({
        name,
        type: textAt(data, ['spec', 'type']) ?? '',
        owner: textAt(data, ['spec', 'owner']) ?? '',
      }))
      .filter(({ type }) => TYPES.includes(type))
      .map(({ type, name, owner }) => [`${type} ${name}`, owner]),
  );
}

/** True where both are the files of one entity with one owner. */
function isSameOwner(existing: Files, wanted: Files): boolean {
  const before = ownersOf(existing);
  return [...ownersOf(wanted)].some(
    ([name, owner]) => before.get(name) === owner,
  );
}

/** Where Flux Kustomizations live that name no namespace: `flux bootstrap` puts all of a cluster there. */
const FLUX_NAMESPACE = 'flux-system';

function fluxNamesOf(files: Files): Map<string, string> {
  return new Map(
    manifestsOf(files)
      .filter(
        ({ group, kind }) =>
          group === GROUPS.fluxKustomize && kind === 'Kustomization',
      )
      .map(({ namespace, name, file }) => [
        `${namespace ?? FLUX_NAMESPACE}/${name}`,
        file,
      ]),
  );
}

/** The folder of a cluster, `clusters/<cluster>`, that a path is in. */
function clusterFolderOf(path: string): string | undefined {
  return /^clusters\/[^/]+(?=\/)/.exec(path)?.[0];
}

/** Files of other owners, of the clusters that the wanted files are for. */
function othersOf(existing: Files, wanted: Files): Files {
  const clusters = new Set([...wanted.keys()].map(clusterFolderOf));
  return new Map(
    [...existing].filter(
      ([path]) => !wanted.has(path) && clusters.has(clusterFolderOf(path)),
    ),
  );
}

function* takenNames(others: Files, wanted: Files): Iterable<string> {
  const taken = fluxNamesOf(others);
  for (const [name, file] of fluxNamesOf(wanted)) {
    const other = taken.get(name);
    if (other !== undefined) {
      yield `${file}: the Flux Kustomization ${name} is in ${other} already, and of two with one name each undoes what the other does; choose another name for the broker`;
    }
  }
}

/** Lists by hand that the broker's folder has to be added to. */
function* unlisted(existing: Files, wanted: Files): Iterable<string> {
  const folders = new Set(
    [...wanted.keys()].flatMap(
      path => /^clusters\/[^/]+\/[^/]+(?=\/)/.exec(path)?.[0] ?? [],
    ),
  );
  for (const folder of folders) {
    const list = `${posix.dirname(folder)}/kustomization.yaml`;
    const content = existing.get(list)?.content;
    const [manifest] =
      content === undefined ? [] : parseManifests(list, content).manifests;
    if (
      manifest &&
      !kustomizationListOf(manifest).listed.some(
        ({ target }) => target === folder,
      )
    ) {
      yield `${list} lists what Flux applies there: add ${posix.basename(
        folder,
      )} to its resources, else the broker is never made`;
    }
  }
}

/**
 * Compares files that are to be put into a repository with those that it holds.
 * A file that is there with another content is in the way, unless both are of
 * the same broker, or of the same team's messaging, with the same owner, as their
 * `catalog-info.yaml` say.
 *
 * @param existing - of the repository, at least what is below `clusters/<cluster>`
 * @param wanted - by their path in the repository
 * @public
 */
export function compareWithFleet(
  existing: ReadonlyMap<string, RepositoryFile>,
  wanted: ReadonlyMap<string, RepositoryFile>,
): FleetComparison {
  const added = [...wanted.keys()].filter(path => !existing.has(path));
  const changed = [...wanted].flatMap(([path, { content }]) => {
    const now = existing.get(path);
    return now !== undefined && now.content !== content ? [path] : [];
  });
  const inTheWay = isSameOwner(existing, wanted) ? [] : changed;
  return {
    added,
    changed,
    conflicts: [
      ...inTheWay.map(
        path =>
          `${path}: is there already, holds something else and is not of this broker and owner; choose another name`,
      ),
      ...takenNames(othersOf(existing, wanted), wanted),
    ],
    hints: [...unlisted(existing, wanted)],
  };
}
