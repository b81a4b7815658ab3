import { isSetAt, KeyPath, numberAt, textAt, valueAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { natsTriggers } from '../../model/natsTriggers';
import { GROUPS, Repository } from '../../model/Repository';
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
      `one server that restarts makes a poll or two fail; wait for ${MIN_FAILURES} before falling back`,
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

/** keda-cost: whole-account answers at every poll. */
const cost: RepositoryRule = function* cost(repository) {
  const consumers = repository.of(GROUPS.jetStream, 'Consumer').length;
  const triggers = natsTriggers(repository);
  if (consumers * triggers.length <= COSTLY) {
    return;
  }
  for (const { manifest, index } of triggers) {
    const trigger = ['spec', 'triggers', index];
    if (valueAt(manifest.data, [...trigger, 'useCachedMetrics']) !== true) {
      yield warning(
        'keda-cost',
        manifest,
        trigger,
        `an answer is as large as the account, and ${triggers.length} triggers ask about ${consumers} consumers every 15 seconds; set useCachedMetrics: true, or scale by Prometheus`,
      );
    }
  }
};

/** Rules about how a workload is scaled. */
export const kedaScalingRules: RepositoryRule[] = [fallback, cost];
