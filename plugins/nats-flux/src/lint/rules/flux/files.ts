import { posix } from 'node:path';
import { Repository } from '../../model/Repository';
import { error, RepositoryRule } from '../../RepositoryRule';

/** flux-yaml, flux-duplicate-key: what cannot be read. */
const readable: RepositoryRule = ({ unreadable }) => unreadable;

function exists(target: string, { paths }: Repository): boolean {
  const prefix = `${target}/`;
  return (
    target === '.' ||
    paths.has(target) ||
    [...paths].some(path => path.startsWith(prefix))
  );
}

/** Group of the entities of Backstage's catalog, which nothing applies to a cluster. */
const CATALOG = 'backstage.io';

/** flux-kustomization-list: files that nothing applies, and lists of what is not there. */
const completeLists: RepositoryRule = function* completeLists(repository) {
  const named = new Set(
    repository.lists.flatMap(({ listed }) =>
      listed.map(({ target }) => target),
    ),
  );
  for (const { manifest, listed } of repository.lists) {
    for (const { path, target, text } of listed) {
      if (!exists(target, repository)) {
        yield error(
          'flux-kustomization-list',
          manifest,
          path,
          `${text} is not there: kustomize fails, and nothing of this folder is applied; add it, or take it off the list`,
        );
      }
    }
  }
  const lists = new Map(repository.lists.map(list => [list.folder, list]));
  const files = new Map(
    repository.manifests.map(manifest => [manifest.file, manifest]),
  );
  for (const [path, manifest] of files) {
    const list = lists.get(posix.dirname(path));
    if (
      list &&
      !named.has(path) &&
      manifest.group !== CATALOG &&
      !repository.lists.some(({ mentioned }) => mentioned.has(path))
    ) {
      yield error(
        'flux-kustomization-list',
        manifest,
        [],
        `is not in ${
          list.manifest.file
        }, so nothing applies it; add ${posix.basename(
          path,
        )} to its resources, or remove the file`,
      );
    }
  }
};

/** API versions that Flux still reads, and that `flux migrate` would change. */
const DEPRECATED = new Map([
  ['helm.toolkit.fluxcd.io/v2beta1', 'helm.toolkit.fluxcd.io/v2'],
  ['helm.toolkit.fluxcd.io/v2beta2', 'helm.toolkit.fluxcd.io/v2'],
  ['source.toolkit.fluxcd.io/v1beta1', 'source.toolkit.fluxcd.io/v1'],
  ['source.toolkit.fluxcd.io/v1beta2', 'source.toolkit.fluxcd.io/v1'],
  ['kustomize.toolkit.fluxcd.io/v1beta1', 'kustomize.toolkit.fluxcd.io/v1'],
  ['kustomize.toolkit.fluxcd.io/v1beta2', 'kustomize.toolkit.fluxcd.io/v1'],
  ['jetstream.nats.io/v1beta1', 'jetstream.nats.io/v1beta2'],
]);

/** flux-api-version: versions that are on their way out. */
const currentVersions: RepositoryRule = function* currentVersions({
  manifests,
}) {
  for (const manifest of manifests) {
    const apiVersion = `${manifest.group}/${manifest.version}`;
    const current = DEPRECATED.get(apiVersion);
    if (current) {
      yield error(
        'flux-api-version',
        manifest,
        ['apiVersion'],
        `${apiVersion} is deprecated or gone, and the API server refuses it after the next upgrade; use ${current}`,
      );
    }
  }
};

/** Rules about the files of the repository. */
export const fluxFilesRules = [readable, completeLists, currentVersions];
