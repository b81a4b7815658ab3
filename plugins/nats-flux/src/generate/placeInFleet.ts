import { Document } from 'yaml';
import { RepositoryFile } from '../RepositoryFile';
import { Settings } from '../settings/Settings';
import { writeYaml } from '../yaml/YamlFile';
import { toNode } from '../yaml/toNode';
import { Draft } from './Draft';
import { placedPath, repositoryFolder } from './repositoryFolder';

/** Hosts read these at the root of a repository only, and a fleet has its own. */
const AT_ROOT_ONLY = /^(?:\.github|\.gitea|\.forgejo|\.gitlab-ci\.yml$)/;

const WHY =
  " What the cluster's Flux applies of this folder. Without this list it would apply the folders\n below as well, all at once, and fail at catalog-info.yaml.";

/** A list of files, as kustomize reads it. */
function listOf(names: readonly string[]): RepositoryFile {
  const content = toNode({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...names].sort(),
  });
  content.commentBefore = WHY;
  return {
    content: writeYaml({ path: '', documents: [new Document(content)] }),
  };
}

/**
 * Moves a repository into its folder of a fleet repository. `flux bootstrap`
 * applies everything below `clusters/<cluster>`, folders with a
 * `kustomization.yaml` by that file alone, so the broker's folder gets one that
 * lists the Flux Kustomizations; a skeleton that has one there keeps it.
 */
export function placeInFleet(draft: Draft, settings: Settings): Draft {
  const ofCluster = `clusters/${settings.cluster}/`;
  const flux = [...draft.keys()].flatMap(path =>
    path.startsWith(ofCluster) ? [path.slice(ofCluster.length)] : [],
  );
  const list = `${repositoryFolder(settings)}/kustomization.yaml`;
  const placed: Draft = new Map([
    [list, listOf(flux.filter(path => /^[^/]+\.ya?ml$/.test(path)))],
  ]);
  for (const [path, file] of draft) {
    if (!AT_ROOT_ONLY.test(path)) {
      placed.set(placedPath(path, settings), file);
    }
  }
  return placed;
}
