import { KeyPath, valueAt } from '../../model/data';
import { nackReleases } from '../../model/nackReleases';
import { GROUPS } from '../../model/Repository';
import { error, RepositoryRule, warning } from '../../RepositoryRule';

const BUCKETS = ['KeyValue', 'ObjectStore'];

/** nack-kv-needs-control-loop, nack-legacy-drift, nack-secret-rbac: how the controller runs. */
const controller: RepositoryRule = function* controller(repository) {
  const buckets = repository.of(GROUPS.jetStream, ...BUCKETS);
  for (const { manifest: release } of nackReleases(repository)) {
    const values: KeyPath = ['spec', 'values'];
    const loop = [...values, 'jetstream', 'controlLoop'];
    if (valueAt(release.data, loop) !== true) {
      for (const bucket of buckets) {
        yield error(
          'nack-kv-needs-control-loop',
          bucket,
          ['kind'],
          `the controller of ${release.file} runs without jetstream.controlLoop: true and looks at no ${bucket.kind}, in silence; turn it on`,
        );
      }
      yield warning(
        'nack-legacy-drift',
        release,
        loop,
        'off: a stream that is lost or changed by hand is not repaired, and removing an object leaves it on the server; set jetstream.controlLoop: true',
      );
    }
    if (valueAt(release.data, [...values, 'namespaced']) !== true) {
      yield warning(
        'nack-secret-rbac',
        release,
        [...values, 'namespaced'],
        'the controller may read every Secret of the cluster; set namespaced: true where it serves one namespace',
      );
    }
  }
};

/** Rules about how the controller runs. */
export const nackControllerRules = [controller];
