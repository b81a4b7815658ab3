import {
  JetStreamConfig,
  NATS_OWNER_METADATA,
  Provenance,
  readProvenance,
  toProvenanceMetadata,
} from '@nats-portal/plugin-nats-common';
import { CurrentAsset } from '../jetstream/readAssets';
import { sentMetadata, userMetadata } from '../jetstream/normaliseConfig';
import { Refusal } from '../MessagingPlan';
import { ConfigDifference } from './diffConfigs';
import { refusal } from './refusals/Refusal';

/** For whom a spec is applied. */
export interface Ownership {
  /** What is made says that it comes from there. */
  provenance: Provenance;
  /** Whether what others own may be changed, and belongs to this owner then. */
  takeOver: boolean;
}

/** For nobody: what is made says nothing, and what somebody owns stays as it is. */
export const NOBODY: Ownership = { provenance: {}, takeOver: false };

/** A new asset that says where it comes from; what a spec says of that itself, copied from another asset, is left out. */
export function signed(
  config: JetStreamConfig,
  { provenance }: Ownership,
): JetStreamConfig {
  const origin = toProvenanceMetadata(provenance);
  const isPlain =
    config.metadata === undefined && Object.keys(origin).length === 0;
  return isPlain
    ? config
    : { ...config, metadata: { ...userMetadata(config.metadata), ...origin } };
}

/** For the same; a new asset in the place of another keeps what nobody says of where that came from. */
export function inherited(
  { config }: CurrentAsset,
  ownership: Ownership,
): Ownership {
  const given = Object.entries(ownership.provenance).filter(
    ([, value]) => value,
  );
  return {
    ...ownership,
    provenance: {
      ...readProvenance(config.metadata),
      ...Object.fromEntries(given),
    },
  };
}

const NO_CHANGE: readonly ConfigDifference[] = [];

/** The change of owner that was asked for; nothing where it is the owner's already. */
export function changedOwner(
  { config }: CurrentAsset,
  { provenance, takeOver }: Ownership,
): readonly ConfigDifference[] {
  const { owner: to } = provenance;
  if (!takeOver || to === undefined) {
    return NO_CHANGE;
  }
  const { owner: from } = readProvenance(config.metadata);
  return to === from ? NO_CHANGE : [{ field: 'owner', from, to }];
}

/** The configuration to send, with the owner that it changes to. */
export function withOwner(
  config: JetStreamConfig,
  [change]: readonly ConfigDifference[],
): JetStreamConfig {
  return change
    ? {
        ...config,
        metadata: {
          ...sentMetadata(config.metadata),
          [NATS_OWNER_METADATA]: String(change.to),
        },
      }
    : config;
}

/** That an asset belongs to somebody else, who was not asked. */
export function foreignOwner(
  { config }: CurrentAsset,
  { provenance, takeOver }: Ownership,
): Refusal[] {
  const { owner } = readProvenance(config.metadata);
  return owner !== undefined && owner !== provenance.owner && !takeOver
    ? [
        refusal(
          `it belongs to ${owner}`,
          'ask them to change it, choose another name, or take it over',
        ),
      ]
    : [];
}
