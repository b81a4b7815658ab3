/** A folder of a branch on a git host. */
export interface TreeAddress {
  host: string;
  /** Owner, organisation or groups, with slashes between them. */
  owner: string;
  repo: string;
  branch: string;
  /** Path of the folder in the repository, empty for its root. */
  folder: string;
}

/** How each kind of git host writes the address of a folder: path of the repository, branch, path in it. */
const PATTERNS: Record<string, RegExp> = {
  github: /^\/([^/]+)\/([^/]+)\/(?:tree|blob)\/([^/]+)\/?(.*)$/,
  gitlab: /^\/(.+)\/([^/]+)\/-\/(?:tree|blob)\/([^/]+)\/?(.*)$/,
  gitea: /^\/([^/]+)\/([^/]+)\/src\/branch\/([^/]+)\/?(.*)$/,
};

/**
 * Takes the address of a folder on a git host apart.
 *
 * @param type - of the host, as Backstage's integrations call it
 * @returns `undefined` for a host of another kind, or an address that names no branch
 */
export function parseTreeAddress(
  url: string,
  type: string,
): TreeAddress | undefined {
  const pattern = Object.hasOwn(PATTERNS, type) ? PATTERNS[type] : undefined;
  const { host, pathname } = new URL(url);
  const match = pattern?.exec(pathname)?.slice(1).map(decodeURIComponent);
  if (!match) {
    return undefined;
  }
  const [owner, repo, branch, folder] = match;
  return {
    host,
    owner,
    repo,
    branch,
    folder: folder.replace(/\/+$/, ''),
  };
}
