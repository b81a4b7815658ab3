import {
  CONSUMER_THRESHOLDS,
  ResolvedThresholds,
  resolveThresholds,
  STREAM_THRESHOLDS,
  ThresholdPolicy,
} from '@nats-portal/plugin-nats-common';

/** What the platform sets, for each kind. */
export interface ThresholdPolicies {
  consumers?: ThresholdPolicy;
  streams?: ThresholdPolicy;
}

type Metadata = Record<string, string> | undefined;

/** The thresholds in force for what has this metadata. */
export interface ThresholdBook {
  /** @param entity - what an entity sets for its own consumers */
  consumer(metadata: Metadata, entity?: Metadata): ResolvedThresholds;
  stream(metadata: Metadata): ResolvedThresholds;
}

/** Most have no metadata of their own, and share what is in force then. */
function lookUp(
  resolve: (metadata: Metadata) => ResolvedThresholds,
): (metadata: Metadata) => ResolvedThresholds {
  const common = resolve(undefined);
  const known = new WeakMap<Record<string, string>, ResolvedThresholds>();
  return metadata => {
    if (!metadata) {
      return common;
    }
    const resolved = known.get(metadata) ?? resolve(metadata);
    known.set(metadata, resolved);
    return resolved;
  };
}

/** Opens the book of a platform; each metadata is read once. */
export function openThresholdBook({
  consumers,
  streams,
}: ThresholdPolicies = {}): ThresholdBook {
  const ofConsumer = lookUp(metadata =>
    resolveThresholds(CONSUMER_THRESHOLDS, { policy: consumers, metadata }),
  );
  return {
    consumer: (metadata, entity) =>
      entity
        ? resolveThresholds(CONSUMER_THRESHOLDS, {
            policy: consumers,
            metadata,
            entity,
          })
        : ofConsumer(metadata),
    stream: lookUp(metadata =>
      resolveThresholds(STREAM_THRESHOLDS, { policy: streams, metadata }),
    ),
  };
}
