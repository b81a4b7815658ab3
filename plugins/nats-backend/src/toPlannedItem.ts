import { PlannedItem } from '@nats-portal/plugin-nats-common';
import { PlannedAsset } from '@nats-portal/plugin-nats-node';

/** What a plan says of one asset, as people read it. */
export function toPlannedItem(asset: PlannedAsset): PlannedItem {
  const { kind, stream, consumer, action, changes, reason } = asset;
  return {
    kind,
    name: consumer === undefined ? stream : `${stream}/${consumer}`,
    action,
    changes,
    reason,
  };
}
