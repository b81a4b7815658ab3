import { NatsRelease, valuesPath } from '../model/NatsRelease';
import { KeyPath } from '../model/data';
import { Repository } from '../model/Repository';
import { RepositoryFinding } from '../RepositoryFinding';
import { error, RepositoryRule, warning } from '../RepositoryRule';

/** One rule about the values of each broker of a repository. */
export type ReleaseRule = (
  release: NatsRelease,
  repository: Repository,
) => Iterable<RepositoryFinding>;

/** Asks a rule about every broker. */
export function forEachRelease(rule: ReleaseRule): RepositoryRule {
  return function* everyRelease(repository) {
    for (const release of repository.natsReleases) {
      yield* rule(release, repository);
    }
  };
}

/** An error at a value of the chart. */
export function valueError(
  id: string,
  { manifest }: NatsRelease,
  path: KeyPath,
  message: string,
): RepositoryFinding {
  return error(id, manifest, valuesPath(path), message);
}

/** A warning at a value of the chart. */
export function valueWarning(
  id: string,
  { manifest }: NatsRelease,
  path: KeyPath,
  message: string,
): RepositoryFinding {
  return warning(id, manifest, valuesPath(path), message);
}
