import { RepositoryRule } from '../../RepositoryRule';
import { fluxDeliveryRules } from './delivery';
import { fluxFilesRules } from './files';
import { fluxDependencyRules } from './dependencies';
import { fluxHealthRules } from './health';
import { fluxObjectRules } from './objects';
import { fluxPatchRules } from './patches';
import { fluxSecretRules } from './secrets';
import { fluxSubstitutionRules } from './substitution';
import { fluxSourcesRules } from './sources';
import { fluxSuspensionRules } from './suspension';
import { fluxValuesFromRules } from './valuesFrom';

/** Rules about what Flux does with a repository. */
export const fluxRules: RepositoryRule[] = [
  ...fluxFilesRules,
  ...fluxDeliveryRules,
  ...fluxDependencyRules,
  ...fluxHealthRules,
  ...fluxSubstitutionRules,
  ...fluxSourcesRules,
  ...fluxObjectRules,
  ...fluxPatchRules,
  ...fluxSecretRules,
  ...fluxSuspensionRules,
  ...fluxValuesFromRules,
];
