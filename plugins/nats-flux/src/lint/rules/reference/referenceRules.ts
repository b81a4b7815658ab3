import { RepositoryRule } from '../../RepositoryRule';
import { accountRules } from './accounts';
import { authenticationRules } from './authentication';
import { kindRules } from './kinds';
import { metricRules } from './metrics';
import { peerRules } from './peers';
import { permissionRules } from './permissions';
import { placementRules } from './placement';
import { placeRules } from './places';
import { podRules } from './pods';
import { reachRules } from './reach';
import { secretRules } from './secrets';
import { userRules } from './users';
import { workerRules } from './workers';

/** Rules about what one object says of another. */
export const referenceRules: RepositoryRule[] = [
  ...kindRules,
  ...placeRules,
  ...placementRules,
  ...podRules,
  ...reachRules,
  ...secretRules,
  ...authenticationRules,
  ...userRules,
  ...accountRules,
  ...peerRules,
  ...workerRules,
  ...permissionRules,
  ...metricRules,
];
