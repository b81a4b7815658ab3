import { RepositoryRule } from '../../RepositoryRule';
import { kedaEndpointRules } from './endpoint';
import { kedaMetadataRules } from './metadata';
import { kedaScalingRules } from './scaling';
import { kedaTargetRules } from './targets';

/** Rules about the scalers of the workers. */
export const kedaRules: RepositoryRule[] = [
  ...kedaEndpointRules,
  ...kedaMetadataRules,
  ...kedaScalingRules,
  ...kedaTargetRules,
];
