import {
  JetStreamConfig,
  NATS_DECLARED_IN_METADATA,
  NATS_OWNER_METADATA,
  Provenance,
  readProvenance,
  toProvenanceMetadata,
} from '@nats-portal/plugin-nats-common';
import { CurrentAsset } from '../jetstream/readAssets';
import { sentMetadata, userMetadata } from '../jetstream/normaliseConfig';
import { ConsumerOwner, Provisioner } from '../Broker';
import { Refusal } from '../MessagingPlan';
import { ConfigDifference } from './diffConfigs';
import { refusal } from './refusals/Refusal';

/** For whom a spec is applied. */
export interface Ownership {
  /** What is made says that it comes from there. */
  provenance: Provenance;
  /** Whether what others own may be changed, and belongs to this owner then. */
  takeOver: boolean;
  /** Who would make it: Flux may change what a repository declares, and not what the portal made; defaults to the portal. */
  provisioning?: Provisioner;
  /** Whose single consumers are, by `STREAM/consumer`; the others are whose all is. */
  consumers?: ReadonlyMap<string, ConsumerOwner>;
}

/** For whom one consumer of a spec is. */
export function ownershipOf(consumer: string, ownership: Ownership): Ownership {
  const { provenance, consumers } = ownership;
  const { owner, entity } = consumers?.get(consumer) ?? {};
  return owner === undefined
    ? ownership
    : { ...ownership, provenance: { ...provenance, owner, entity } };
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

/** Whether an asset comes to the portal from a repository that declares it. */
function isFetched({ takeOver, provenance, provisioning }: Ownership): boolean {
  return takeOver && provenance.owner !== undefined && provisioning !== 'flux';
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
      ...(isFetched(ownership) ? { declaredIn: undefined } : {}),
      ...Object.fromEntries(given),
    },
  };
}

const NO_CHANGE: readonly ConfigDifference[] = [];

/** The changes of hands that were asked for; nothing where it is the owner's already. */
export function changedOwner(
  { config }: CurrentAsset,
  ownership: Ownership,
): readonly ConfigDifference[] {
  const { owner: to } = ownership.provenance;
  if (!ownership.takeOver || to === undefined) {
    return NO_CHANGE;
  }
  const { owner: from, declaredIn } = readProvenance(config.metadata);
  return [
    ...(to === from ? [] : [{ field: 'owner', from, to }]),
    ...(declaredIn !== undefined && isFetched(ownership)
      ? [{ field: 'declaredIn', from: declaredIn, to: undefined }]
      : []),
  ];
}

const KEYS: Readonly<Record<string, string>> = {
  owner: NATS_OWNER_METADATA,
  declaredIn: NATS_DECLARED_IN_METADATA,
};

/** The configuration to send, with the changes of hands. */
export function withOwner(
  config: JetStreamConfig,
  changes: readonly ConfigDifference[],
): JetStreamConfig {
  if (changes.length === 0) {
    return config;
  }
  const metadata = sentMetadata(config.metadata);
  for (const { field, to } of changes) {
    if (to === undefined) {
      delete metadata[KEYS[field]];
    } else {
      metadata[KEYS[field]] = String(to);
    }
  }
  return { ...config, metadata };
}

/** That an asset belongs to somebody else, or is made elsewhere, and nobody was asked. */
export function foreignOwner(
  { config }: CurrentAsset,
  { provenance, takeOver, provisioning }: Ownership,
): Refusal[] {
  if (takeOver) {
    return [];
  }
  const { declaredIn, ...made } = readProvenance(config.metadata);
  const isOfPortal = declaredIn === undefined && Object.keys(made).length > 0;
  return [
    ...(made.owner !== undefined && made.owner !== provenance.owner
      ? [
          refusal(
            `it belongs to ${made.owner}`,
            'ask them to change it, choose another name, or take it over',
          ),
        ]
      : []),
    ...(declaredIn !== undefined && provisioning !== 'flux'
      ? [
          refusal(
            `Flux makes it, from the repository of ${declaredIn}`,
            'change it in that repository, or remove it there and take it over',
          ),
        ]
      : []),
    ...(isOfPortal && provisioning === 'flux'
      ? [
          refusal(
            'the portal made it',
            'let the portal change it, or take it over and leave it to Flux from then on',
          ),
        ]
      : []),
  ];
}
