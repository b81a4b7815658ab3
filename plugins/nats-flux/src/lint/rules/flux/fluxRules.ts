import { RepositoryRule } from '../../RepositoryRule';
import { fluxDeliveryRules } from './delivery';
import { fluxFilesRules } from './files';
import { fluxOrderRules } from './order';

/** Rules about what Flux does with a repository. */
export const fluxRules: RepositoryRule[] = [
  ...fluxFilesRules,
  ...fluxDeliveryRules,
  ...fluxOrderRules,
];
