import { isSetAt, KeyPath, numberAt, textAt, valueAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { NatsTrigger, natsTriggers } from '../../model/natsTriggers';
import { GROUPS, Repository } from '../../model/Repository';
import { serverAccounts } from '../../model/serverAccounts';
import { RepositoryFinding } from '../../RepositoryFinding';
import { error, RepositoryRule, warning } from '../../RepositoryRule';

function forEachScaledObject(
  rule: (
    manifest: Manifest,
    repository: Repository,
  ) => Iterable<RepositoryFinding>,
): RepositoryRule {
  return function* everyScaledObject(repository) {
    const scaled = new Set(
      natsTriggers(repository).map(({ manifest }) => manifest),
    );
    for (const manifest of scaled) {
      if (manifest.kind === 'ScaledObject') {
        yield* rule(manifest, repository);
      }
    }
  };
}

const FALLBACK: KeyPath = ['spec', 'fallback'];

const MIN_FAILURES = 3;

/** keda-no-fallback, keda-fallback-behavior: what happens while KEDA cannot read. */
const fallback = forEachScaledObject(function* hasFallback(manifest) {
  const { data } = manifest;
  const failures = numberAt(data, [...FALLBACK, 'failureThreshold']);
  const behavior = textAt(data, [...FALLBACK, 'behavior']);
  if (!isSetAt(data, FALLBACK)) {
    yield error(
      'keda-no-fallback',
      manifest,
      FALLBACK,
      'every server that restarts makes a poll fail, and nothing says how many workers then remain; add fallback: { failureThreshold: 3, replicas: 1, behavior: currentReplicasIfHigher }',
    );
  } else if (failures === undefined || failures < MIN_FAILURES) {
    yield error(
      'keda-no-fallback',
      manifest,
      [...FALLBACK, 'failureThreshold'],
      `one server that restarts makes a poll or two fail, and the workers are set to the fallback's number at once; write failureThreshold: ${MIN_FAILURES}`,
    );
  } else if (behavior !== 'currentReplicasIfHigher') {
    yield warning(
      'keda-fallback-behavior',
      manifest,
      [...FALLBACK, 'behavior'],
      'workers are scaled in while KEDA cannot read the backlog; write currentReplicasIfHigher',
    );
  }
});

/** Consumers times triggers above which each poll costs the server more than the work it scales. */
const COSTLY = 10_000;

function countBy<T, K>(items: readonly T[], keyOf: (item: T) => K) {
  const counts = new Map<K, number>();
  for (const item of items) {
    const key = keyOf(item);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** keda-cost: whole-account answers at every poll. */
const cost: RepositoryRule = function* cost(repository) {
  const { ofAsset } = serverAccounts(repository);
  const all = repository.of(GROUPS.jetStream, 'Consumer');
  const triggers = natsTriggers(repository);
  const accountOf = ({ metadata }: NatsTrigger) =>
    textAt(metadata, ['account']) ?? textAt(metadata, ['accountID']);
  const consumersOf = countBy(all, ofAsset);
  const triggersOf = countBy(triggers, accountOf);
  for (const trigger of triggers) {
    const { manifest, index } = trigger;
    const account = accountOf(trigger);
    const path = ['spec', 'triggers', index];
    // Those of which nobody says where they are may be in it, too.
    const unknown = consumersOf.get(undefined) ?? 0;
    const known = account === undefined ? 0 : consumersOf.get(account) ?? 0;
    const asking = triggersOf.get(account) ?? 0;
    if (
      (known + unknown) * asking > COSTLY &&
      valueAt(manifest.data, [...path, 'useCachedMetrics']) !== true
    ) {
      yield warning(
        'keda-cost',
        manifest,
        path,
        `an answer is as large as the account, and ${asking} triggers ask about ${
          known + unknown
        } consumers every 15 seconds, which is what the servers are then busy with; set useCachedMetrics: true, or scale by Prometheus`,
      );
    }
  }
};

/** Rules about how a workload is scaled. */
export const kedaScalingRules: RepositoryRule[] = [fallback, cost];
