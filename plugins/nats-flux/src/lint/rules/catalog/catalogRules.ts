import { error, RepositoryRule } from '../../RepositoryRule';
import { annotationPath, catalogEntities } from './entities';
import { catalogNameRules } from './names';
import { catalogScalingRules } from './scaling';

/** The annotation that a finding about an entity is at. */
const ANNOTATION = /\["([^"]+)"\]$/;

/** catalog-annotation: what the page could not read of an entity. */
const readable: RepositoryRule = function* readable(repository) {
  for (const { manifest, messaging } of catalogEntities(repository)) {
    for (const { path, message } of messaging.findings) {
      yield error(
        'catalog-annotation',
        manifest,
        annotationPath(ANNOTATION.exec(path)?.[1] ?? ''),
        `${message}: the page of this entity says so, and shows nothing for it; mend the annotation`,
      );
    }
  }
};

/** Rules about what the catalog is told of the broker and its workers. */
export const catalogRules: RepositoryRule[] = [
  readable,
  ...catalogNameRules,
  ...catalogScalingRules,
];
