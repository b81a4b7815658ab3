import { isSetAt, numberAt, textAt, valueAt } from '../../model/data';
import { error, warning } from '../../RepositoryRule';
import { forEachOf, KINDS, specPath, STORES } from './NackRule';

/** nack-storage-missing, nack-replicas-missing, nack-prevent-delete, nack-prune-guard: what a store must say. */
const stores = forEachOf(STORES, function* safeStores(manifest, repository) {
  const { data, kind } = manifest;
  if (!isSetAt(data, specPath('storage'))) {
    yield error(
      'nack-storage-missing',
      manifest,
      specPath('storage'),
      kind === 'Stream'
        ? 'without it messages are kept in memory, lost when the servers restart, and it cannot be changed later; write storage: file'
        : 'write storage: file, or memory where losing all at a restart is meant; it cannot be changed later',
    );
  }
  if (
    !isSetAt(data, specPath('replicas')) &&
    repository.natsReleases.some(({ clustered }) => clustered)
  ) {
    yield error(
      'nack-replicas-missing',
      manifest,
      specPath('replicas'),
      'without it there is one copy: while its server restarts nobody can publish, and with its disk all is lost; write replicas: 3',
    );
  }
  if (valueAt(data, specPath('preventDelete')) !== true) {
    yield error(
      'nack-prevent-delete',
      manifest,
      specPath('preventDelete'),
      'whoever removes or renames this object deletes everything in it on the server; write preventDelete: true',
    );
  }
  const annotation = [
    'metadata',
    'annotations',
    'kustomize.toolkit.fluxcd.io/prune',
  ];
  if (textAt(data, annotation) !== 'disabled') {
    yield error(
      'nack-prune-guard',
      manifest,
      annotation,
      'taking the object out of Git lets Flux delete it, and the controller what is in it; add the annotation kustomize.toolkit.fluxcd.io/prune: disabled',
    );
  }
});

/** nack-prevent-update: changes that are reported as done. */
const updates = forEachOf(KINDS, function* appliedUpdates(manifest) {
  if (valueAt(manifest.data, specPath('preventUpdate')) === true) {
    yield warning(
      'nack-prevent-update',
      manifest,
      specPath('preventUpdate'),
      'changes in Git show as Ready and are never applied; leave it out once they are to count',
    );
  }
});

/** nack-limit-marker-unit: nanoseconds that were meant as seconds. */
const markers = forEachOf(['KeyValue'], function* markerUnits(manifest) {
  const ttl = numberAt(manifest.data, specPath('limitMarkerTtl'));
  if (ttl !== undefined && ttl > 0 && ttl < 1e9) {
    yield warning(
      'nack-limit-marker-unit',
      manifest,
      specPath('limitMarkerTtl'),
      `is in nanoseconds, and the server's least is a second: ${ttl} is refused; write 1000000000 or more`,
    );
  }
});

/** Rules about what holds messages. */
export const nackStoreRules = [stores, updates, markers];
