import { Settings } from '../settings/Settings';

/**
 * Folder of the generated files in the repository that they are delivered to,
 * `.` for a repository of their own. No two brokers share one: they differ in
 * cluster or name.
 *
 * @public
 */
export function repositoryFolder({
  cluster,
  name,
  layout,
}: Pick<Settings, 'cluster' | 'name' | 'layout'>): string {
  return layout === 'fleet' ? `clusters/${cluster}/${name}` : '.';
}

/** Where a path of a repository of its own is in the one that is delivered to. */
export function placedPath(path: string, settings: Settings): string {
  const folder = repositoryFolder(settings);
  if (folder === '.') {
    return path;
  }
  const ofCluster = `clusters/${settings.cluster}/`;
  const below = path.startsWith(ofCluster)
    ? path.slice(ofCluster.length)
    : path;
  return `${folder}/${below}`;
}
