import { PlannedAsset } from '../MessagingPlan';

/** Names an asset: `Stream JOBS`, `Consumer JOBS/workers`. */
export function formatAsset(
  asset: Pick<PlannedAsset, 'stream' | 'consumer'>,
): string {
  return asset.consumer === undefined
    ? `Stream ${asset.stream}`
    : `Consumer ${asset.stream}/${asset.consumer}`;
}

/** Lists what is refused, one line each. */
export function formatRefusals(assets: readonly PlannedAsset[]): string {
  return assets
    .filter(({ action }) => action === 'refused')
    .map(asset => `- ${formatAsset(asset)}: ${asset.reason}`)
    .join('\n');
}
