import { isDeepStrictEqual } from 'node:util';
import { quote } from '../../../settings/findings';
import { listAt, textAt, valueAt } from '../../model/data';
import { GROUPS, Repository } from '../../model/Repository';
import { error, RepositoryRule, warning } from '../../RepositoryRule';
import { nearestName } from '../../schemas/nearestName';

function isFolder({ paths }: Repository, folder: string): boolean {
  return (
    folder === '.' || [...paths].some(path => path.startsWith(`${folder}/`))
  );
}

/** reference-path: folders that Flux does not find, in the source that holds this repository. */
const folders: RepositoryRule = function* folders(repository) {
  const { fluxKustomizations } = repository;
  const sourceOf = ({ manifest }: (typeof fluxKustomizations)[number]) =>
    valueAt(manifest.data, ['spec', 'sourceRef']);
  const found = fluxKustomizations.filter(({ folder }) =>
    isFolder(repository, folder),
  );
  for (const each of fluxKustomizations) {
    const isHere = found.some(other =>
      isDeepStrictEqual(sourceOf(other), sourceOf(each)),
    );
    if (isHere && !found.includes(each)) {
      yield error(
        'reference-path',
        each.manifest,
        ['spec', 'path'],
        `${quote(
          each.folder,
        )} is no folder of this repository, where others of the same source are: Flux fails (path not found), and nothing of it is applied; mend the path`,
      );
    }
  }
  // Of one repository all come from one source; the one that differs is a slip, where its folder is here, too.
  const sources = found.map(sourceOf);
  for (const each of found) {
    const same = sources.filter(source =>
      isDeepStrictEqual(source, sourceOf(each)),
    );
    // The root is a folder of every source.
    if (found.length > 2 && same.length === 1 && each.folder !== '.') {
      yield warning(
        'reference-path',
        each.manifest,
        ['spec', 'sourceRef'],
        `names another source than the other Kustomizations whose folders are in this repository: where there is no such source, nothing of ${quote(
          each.folder,
        )} is applied; name the same source`,
      );
    }
  }
};

/** Groups whose kinds live in a namespace, but for those named. */
const NAMESPACED = [GROUPS.jetStream, GROUPS.keda, GROUPS.helm, 'apps'];

/** reference-namespace: objects that land elsewhere than meant, or nowhere. */
const namespaces: RepositoryRule = function* namespaces({
  fluxKustomizations,
  lists,
  natsReleases,
  of,
}) {
  const known = of('', 'Namespace').map(({ name }) => name);
  const meant = (namespace: string | undefined) =>
    namespace === undefined || known.includes(namespace)
      ? undefined
      : nearestName(namespace, known);
  for (const { manifest, namespace } of lists) {
    const near = meant(namespace);
    if (near) {
      yield warning(
        'reference-namespace',
        manifest,
        ['namespace'],
        `${quote(
          namespace,
        )} is no Namespace of this repository: where it is not there, nothing of this folder is applied, and where it is, the objects are not beside those of ${near}; did you mean ${near}?`,
      );
    }
  }
  for (const { applies } of fluxKustomizations) {
    const [homeless] = applies.filter(
      ({ group, namespace }) =>
        namespace === undefined && NAMESPACED.includes(group as never),
    );
    if (homeless) {
      yield warning(
        'reference-namespace',
        homeless,
        ['metadata', 'namespace'],
        `no namespace is said for ${homeless.kind} ${homeless.name}, neither here nor in kustomization.yaml nor as targetNamespace: Flux refuses it (namespace not specified), and nothing beside it is applied; say it in one of these`,
      );
    }
  }
  for (const { manifest, namespace } of natsReleases) {
    const near = meant(namespace);
    if (near) {
      yield warning(
        'reference-namespace',
        manifest,
        ['metadata', 'name'],
        `lives in ${quote(
          namespace,
        )}, which is no Namespace of this repository: where it is not there, the release is not installed, and where it is, the broker is not beside its other objects; did you mean ${near}?`,
      );
    }
  }
};

/** A service of the cluster, by its full name. */
const SERVICE = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.|$)/;

/** reference-server: addresses below the broker's namespace that no broker of it has. */
const servers: RepositoryRule = function* servers({ natsReleases, of }) {
  for (const account of of(GROUPS.jetStream, 'Account')) {
    const path = ['spec', 'servers'];
    for (const [i, url] of listAt(account.data, path).entries()) {
      const host = /^\w+:\/\/([^:/]+)/.exec(String(url))?.[1] ?? '';
      const [, service, namespace] = SERVICE.exec(host) ?? [];
      const near = natsReleases.filter(
        release => release.namespace === account.namespace,
      );
      const isBroker = near.some(
        release =>
          release.namespace === namespace &&
          [release.fullname, `${release.fullname}-headless`].includes(service),
      );
      if (service !== undefined && near.length > 0 && !isBroker) {
        yield warning(
          'reference-server',
          account,
          [...path, i],
          `${quote(host)} is no Service of the broker beside it (${near
            .map(each => `${each.fullname}.${each.namespace}.svc`)
            .join(
              ', ',
            )}): where there is none, the controller makes nothing; mend the address`,
        );
      }
    }
    if (
      textAt(account.data, ['spec', 'name']) === undefined ||
      listAt(account.data, path).length === 0
    ) {
      yield error(
        'reference-server',
        account,
        ['spec'],
        'says no name, or no servers: the controller does not know where the broker is, and makes nothing; write both',
      );
    }
  }
};

/** Rules about where things are. */
export const placeRules: RepositoryRule[] = [folders, namespaces, servers];
