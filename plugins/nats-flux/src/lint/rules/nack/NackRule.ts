import { KeyPath } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { GROUPS, Repository } from '../../model/Repository';
import { RepositoryFinding } from '../../RepositoryFinding';
import { RepositoryRule } from '../../RepositoryRule';
import { nackKinds } from '../../schemas/nack';

/** Kinds that hold messages. */
export const STORES = ['Stream', 'KeyValue', 'ObjectStore'];

/** Kinds of things that are made on the server. */
export const ASSETS = [...STORES, 'Consumer'];

/** Every kind of the controller. */
export const KINDS = Object.keys(nackKinds);

/** One rule about an object of the JetStream controller. */
type ObjectRule = (
  manifest: Manifest,
  repository: Repository,
) => Iterable<RepositoryFinding>;

/** Asks a rule about every object of some kinds. */
export function forEachOf(
  kinds: readonly string[],
  rule: ObjectRule,
): RepositoryRule {
  return function* everyObject(repository) {
    for (const manifest of repository.of(GROUPS.jetStream, ...kinds)) {
      yield* rule(manifest, repository);
    }
  };
}

/** The path of a field of the spec. */
export function specPath(...keys: KeyPath): KeyPath {
  return ['spec', ...keys];
}
