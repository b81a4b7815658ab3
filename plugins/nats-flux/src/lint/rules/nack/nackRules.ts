import { RepositoryRule } from '../../RepositoryRule';
import { nackAccountRules } from './accounts';
import { nackAssetRules } from './assets';
import { nackConsumerRules } from './consumers';
import { nackControllerRules } from './controller';
import { nackFieldRules } from './fields';
import { nackStoreRules } from './stores';

/** Rules about the objects of the JetStream controller. */
export const nackRules: RepositoryRule[] = [
  ...nackFieldRules,
  ...nackStoreRules,
  ...nackConsumerRules,
  ...nackAccountRules,
  ...nackAssetRules,
  ...nackControllerRules,
];
