import { isSetAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { RepositoryFinding } from '../../RepositoryFinding';
import { error, RepositoryRule } from '../../RepositoryRule';
import { compareSchema, Mismatch } from '../../schemas/compareSchema';
import { kindDefinitions, schemaOfKind } from '../../schemas/kinds';
import { kustomization } from '../../schemas/kustomize';
import { isSubstituted, suggestion, wanted } from '../explainMismatch';

/** Every kind that is applied is applied by server-side apply, whose dry run comes first. */
const REFUSED =
  'the API server refuses the object, and nothing that its Kustomization applies changes';

const NOT_BUILT = 'kustomize fails, and nothing of this folder is applied';

function findingOf(
  mismatch: Mismatch,
  manifest: Manifest,
  consequence: string,
): RepositoryFinding {
  const what = `${manifest.kind} (${manifest.version})`;
  switch (mismatch.problem) {
    case 'unknown':
      return error(
        'kubernetes-unknown-field',
        manifest,
        mismatch.path,
        `is no field of ${what}: ${consequence}${suggestion(mismatch)}`,
      );
    case 'missing':
      return error(
        'kubernetes-field-missing',
        manifest,
        mismatch.path,
        `is missing, and ${what} cannot be without it: ${consequence}; add it`,
      );
    case 'type':
      return error(
        'kubernetes-field-type',
        manifest,
        mismatch.path,
        `${wanted(mismatch)}: ${consequence}`,
      );
    default:
      return error(
        'kubernetes-field-value',
        manifest,
        mismatch.path,
        `${wanted(mismatch)}: ${consequence}`,
      );
  }
}

/** Values that SOPS encrypted are all texts, and its own key is taken away before anything is applied. */
function isEncrypted({ data }: Manifest): boolean {
  return isSetAt(data, ['sops']);
}

function mismatchesOf(manifest: Manifest): Mismatch[] {
  const schema = schemaOfKind(manifest);
  return schema === undefined || isEncrypted(manifest)
    ? []
    : compareSchema(schema, manifest.data, {
        definitions: kindDefinitions,
      }).filter(mismatch => !isSubstituted(mismatch));
}

/** kubernetes-unknown-field, kubernetes-field-type, kubernetes-field-value, kubernetes-field-missing: what the API server refuses. */
const objects: RepositoryRule = function* objects({ manifests }) {
  for (const manifest of manifests) {
    for (const mismatch of mismatchesOf(manifest)) {
      yield findingOf(mismatch, manifest, REFUSED);
    }
  }
};

/** Keys of a patch that say how it is to be laid over its object, such as `$patch: delete`. */
const DIRECTIVE = /^\$/;

/** The same for patches, which are parts of objects. */
const patches: RepositoryRule = function* patches(repository) {
  for (const manifest of repository.patches) {
    for (const mismatch of mismatchesOf(manifest)) {
      const key = String(mismatch.path[mismatch.path.length - 1]);
      if (mismatch.problem !== 'missing' && !DIRECTIVE.test(key)) {
        yield findingOf(mismatch, manifest, REFUSED);
      }
    }
  }
};

/** The same for the lists of kustomize. */
const lists: RepositoryRule = function* lists(repository) {
  for (const { manifest } of repository.lists) {
    for (const mismatch of compareSchema(kustomization, manifest.data)) {
      if (!isSubstituted(mismatch)) {
        yield findingOf(mismatch, manifest, NOT_BUILT);
      }
    }
  }
};

/** Rules about the fields of Kubernetes' kinds and those of the controllers. */
export const kubernetesRules: RepositoryRule[] = [objects, patches, lists];
