import { ConflictError } from '@backstage/errors';
import { MessagingPlan, PlannedAsset } from '../MessagingPlan';
import { formatAsset, formatChanges } from './formatPlan';

function explain(asset: PlannedAsset): string {
  return `- ${formatAsset(asset)}: ${
    asset.action === 'refused'
      ? asset.reason
      : `is there already with other settings (${formatChanges(
          asset,
        )}); choose another name and other subjects, or change it where it is kept`
  }`;
}

/**
 * Refuses a plan that the broker would refuse or, with `existing` set so, one
 * that changes what is there already.
 *
 * @throws ConflictError listing every stream and consumer in the way
 * @public
 */
export function requireApplicable(
  { broker, account, assets }: MessagingPlan,
  existing: 'update' | 'refuse' = 'update',
): void {
  const inTheWay = assets.filter(
    ({ action }) =>
      action === 'refused' ||
      (existing === 'refuse' && (action === 'update' || action === 'recreate')),
  );
  if (inTheWay.length > 0) {
    throw new ConflictError(
      `Nothing was changed on broker "${broker}", account ${account}: ${
        inTheWay.length
      } of ${
        assets.length
      } streams and consumers cannot become what the spec wants:\n${inTheWay
        .map(explain)
        .join('\n')}`,
    );
  }
}
