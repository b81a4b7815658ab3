import { KeyPath } from './model/data';
import { Manifest } from './model/Manifest';
import { placeIn } from './model/place';
import { Repository } from './model/Repository';
import { RepositoryFinding } from './RepositoryFinding';

/** One rule about a repository: yields what is wrong, and nothing where all is well. */
export type RepositoryRule = (
  repository: Repository,
) => Iterable<RepositoryFinding>;

/** A finding that the server, the cluster or a later step would refuse or silently get wrong. */
export function error(
  id: string,
  manifest: Manifest,
  path: KeyPath,
  message: string,
): RepositoryFinding {
  return { id, severity: 'error', message, ...placeIn(manifest, path) };
}

/** A finding about something legal that is usually not meant. */
export function warning(
  id: string,
  manifest: Manifest,
  path: KeyPath,
  message: string,
): RepositoryFinding {
  return { id, severity: 'warning', message, ...placeIn(manifest, path) };
}
