import { PlannedAsset } from '../MessagingPlan';

/** A stream, or `STREAM/consumer`. */
export function assetName(
  asset: Pick<PlannedAsset, 'stream' | 'consumer'>,
): string {
  return asset.consumer === undefined
    ? asset.stream
    : `${asset.stream}/${asset.consumer}`;
}

/** Names an asset: `Stream JOBS`, `Consumer JOBS/workers`. */
export function formatAsset(
  asset: Pick<PlannedAsset, 'stream' | 'consumer'>,
): string {
  return `${asset.consumer === undefined ? 'Stream' : 'Consumer'} ${assetName(
    asset,
  )}`;
}

/** The fields that differ, in one line: `maxAge: "1h" -> "2h", replicas: 1 -> 3`. */
export function formatChanges({
  changes,
}: Pick<PlannedAsset, 'changes'>): string {
  return changes
    .map(
      ({ field, from, to }) =>
        `${field}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}`,
    )
    .join(', ');
}

/** Lists what is refused, one line each. */
export function formatRefusals(assets: readonly PlannedAsset[]): string {
  return assets
    .filter(({ action }) => action === 'refused')
    .map(asset => `- ${formatAsset(asset)}: ${asset.reason}`)
    .join('\n');
}
