import { CurrentAsset } from '../jetstream/readAssets';
import { isHeld } from './isHeld';
import { changedOwner, Ownership } from './ownership';
import { WantedConfig } from './wantedAssets';

/** Whether an asset is as it is wanted, and whose. False says nothing, as of `isHeld`. */
export function isUnchanged(
  current: CurrentAsset | undefined,
  { named }: WantedConfig,
  ownership: Ownership,
): boolean {
  return (
    current !== undefined &&
    current.offline === undefined &&
    isHeld(named, current.config) &&
    changedOwner(current, ownership).length === 0
  );
}
