import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';

/** How each kind of git host writes the address of a folder and of a file. */
const ADDRESSES = {
  github: { folder: 'tree', file: 'blob' },
  gitlab: { folder: '-/tree', file: '-/blob' },
  gitea: { folder: 'src/branch', file: 'src/branch' },
} as const;

/** A kind of git host that can be published to. */
export type HostType = keyof typeof ADDRESSES;

/** A repository on a git host. */
export interface HostAddress {
  type: HostType;
  /** Its page. */
  url: string;
  /** What Backstage's UrlReader takes for all files of a branch. */
  tree(branch: string): string;
  /** What the catalog takes for one file of a branch. */
  file(branch: string, path: string): string;
}

function isHostType(type: string): type is HostType {
  return Object.hasOwn(ADDRESSES, type);
}

/**
 * Reads what a RepoUrlPicker gives, e.g. `github.com?owner=platform&repo=fleet`.
 *
 * @throws InputError for a host without integration, or of a kind that cannot be published to
 */
export function hostAddress(
  repoUrl: string,
  integrations: ScmIntegrationRegistry,
): HostAddress {
  const { host, owner, repo } = parseRepoUrl(repoUrl, integrations);
  const type = integrations.byHost(host)?.type ?? '';
  if (!isHostType(type) || !owner) {
    throw new InputError(
      `repoUrl: ${host} is none of ${Object.keys(ADDRESSES).join(
        ', ',
      )}; use the action of Backstage for it in the template instead`,
    );
  }
  const url = `https://${host}/${owner}/${repo}`;
  const { folder, file } = ADDRESSES[type];
  return {
    type,
    url,
    tree: branch => `${url}/${folder}/${branch}`,
    file: (branch, path) => `${url}/${file}/${branch}/${path}`,
  };
}
