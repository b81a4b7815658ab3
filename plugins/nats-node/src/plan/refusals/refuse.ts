import { Refusal } from '../../MessagingPlan';
import { AssetStep } from '../AssetStep';
import { formatReasons } from './Refusal';

/** A step that is refused for these reasons, too; the step itself where there are none. */
export function refuse<T extends AssetStep>(
  step: T,
  found: readonly Refusal[],
): T {
  if (found.length === 0) {
    return step;
  }
  const refusals = [...(step.planned.refusals ?? []), ...found];
  return {
    ...step,
    planned: {
      ...step.planned,
      action: 'refused',
      refusals,
      reason: formatReasons(refusals),
    },
  };
}
