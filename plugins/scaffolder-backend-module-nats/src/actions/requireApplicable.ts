import { ConflictError } from '@backstage/errors';
import { MessagingPlan } from '@nats-portal/plugin-nats-node';
import { describeAsset } from './applyOutcome';

/**
 * Refuses a plan that the broker would refuse or, with `existing` set so, one
 * that changes what is there already.
 *
 * @throws ConflictError listing every stream and consumer in the way
 */
export function requireApplicable(
  plan: MessagingPlan,
  existing: 'update' | 'refuse',
): void {
  const inTheWay = plan.assets.filter(
    ({ action }) =>
      action === 'refused' || (existing === 'refuse' && action === 'update'),
  );
  if (inTheWay.length > 0) {
    throw new ConflictError(
      `Nothing was changed: broker ${plan.broker} has ${
        inTheWay.length === 1 ? 'this' : 'these'
      } already, with other settings. Choose another name and other subjects, or change it where it is kept:\n${inTheWay
        .map(asset => `- ${describeAsset(asset)}`)
        .join('\n')}`,
    );
  }
}
