import { quote } from '../../../settings/findings';
import { KeyPath, valueAt } from '../../model/data';
import { isOn } from '../../model/NatsRelease';
import { forEachRelease, ReleaseRule, valueWarning } from '../ReleaseRule';

const BUDGET: KeyPath = ['podDisruptionBudget'];

/** values-disruption-budget: a drain of nodes that takes more servers at once than the cluster can miss. */
const budget: ReleaseRule = function* budget(release) {
  const { values, clustered, servers } = release;
  if (!clustered || servers < 3) {
    return;
  }
  // A majority has to remain.
  const most = Math.ceil(servers / 2) - 1;
  if (!isOn(values, [...BUDGET, 'enabled'], true)) {
    yield valueWarning(
      'values-disruption-budget',
      release,
      [...BUDGET, 'enabled'],
      `is off: a drain of nodes may take all ${servers} servers at once, and streams stop when ${
        most + 1
      } are away; switch it on`,
    );
    return;
  }
  const path = [...BUDGET, 'merge', 'spec', 'maxUnavailable'];
  const unavailable = valueAt(values, path);
  if (typeof unavailable === 'number' && unavailable > most) {
    yield valueWarning(
      'values-disruption-budget',
      release,
      path,
      `${quote(
        unavailable,
      )} of ${servers} servers away at once leave no majority: a drain of nodes stops every stream until one is back; let ${most} be away at most`,
    );
  }
};

/** Rules about what the cluster may do to the servers at once. */
export const valuesDisruptionRules = [budget].map(forEachRelease);
