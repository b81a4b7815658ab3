import { RepositoryRule } from '../../RepositoryRule';
import { valuesConfigRules } from './config';
import { valuesContainerRules } from './container';
import { valuesDisruptionRules } from './disruption';
import { valuesExposureRules } from './exposure';
import { valuesKeysRules } from './keys';
import { valuesMergeRules } from './merge';
import { valuesNamesRules } from './names';
import { valuesObjectsRules } from './objects';
import { valuesPortsRules } from './ports';
import { valuesServersRules } from './servers';
import { valuesStoresRules } from './stores';

/** Rules about the values of the chart. */
export const valuesRules: RepositoryRule[] = [
  ...valuesKeysRules,
  ...valuesStoresRules,
  ...valuesContainerRules,
  ...valuesServersRules,
  ...valuesNamesRules,
  ...valuesDisruptionRules,
  ...valuesPortsRules,
  ...valuesExposureRules,
  ...valuesMergeRules,
  ...valuesObjectsRules,
  ...valuesConfigRules,
];
