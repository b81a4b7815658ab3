import { value } from '../../__testUtils__/change';
import { describePairs } from '../../__testUtils__/describePairs';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
const unavailable = ['podDisruptionBudget', 'merge', 'spec', 'maxUnavailable'];

describePairs('values/disruption', [
  {
    id: 'values-disruption-budget',
    at: at('podDisruptionBudget.enabled'),
    fires: value(['podDisruptionBudget', 'enabled'], false),
  },
  {
    id: 'values-disruption-budget',
    at: at(unavailable.join('.')),
    fires: value(unavailable, 2),
  },
  {
    // Five servers can miss two.
    id: 'values-disruption-budget',
    at: at(unavailable.join('.')),
    given: [value(['config', 'cluster', 'replicas'], 5)],
    fires: value(unavailable, 3),
    quiet: value(unavailable, 2),
  },
]);
