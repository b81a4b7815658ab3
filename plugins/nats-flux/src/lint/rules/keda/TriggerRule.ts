import { KeyPath } from '../../model/data';
import { NatsTrigger, natsTriggers } from '../../model/natsTriggers';
import { Repository } from '../../model/Repository';
import { RepositoryFinding } from '../../RepositoryFinding';
import { RepositoryRule } from '../../RepositoryRule';

/** One rule about a trigger `nats-jetstream`. */
export type TriggerRule = (
  trigger: NatsTrigger,
  repository: Repository,
) => Iterable<RepositoryFinding>;

/** Asks a rule about every trigger. */
export function forEachTrigger(rule: TriggerRule): RepositoryRule {
  return function* everyTrigger(repository) {
    for (const trigger of natsTriggers(repository)) {
      yield* rule(trigger, repository);
    }
  };
}

/** The path of a key of a trigger's metadata. */
export function metadataPath(
  { index }: NatsTrigger,
  ...keys: string[]
): KeyPath {
  return ['spec', 'triggers', index, 'metadata', ...keys];
}

/** The key that says where KEDA asks. */
export const ENDPOINT = 'natsServerMonitoringEndpoint';
