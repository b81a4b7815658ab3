import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { sentMetadata, userMetadata } from '../jetstream/normaliseConfig';

/** Keys that the spec names are set, all others stay; the server's own are left to it, and who made it is no matter of the spec. */
function overlayMetadata(
  current: JetStreamConfig,
  named: JetStreamConfig,
): Pick<JetStreamConfig, 'metadata'> {
  return {
    metadata: {
      ...sentMetadata(current.metadata),
      ...userMetadata(named.metadata),
    },
  };
}

/**
 * The whole configuration to send as an update: updates replace everything, so
 * that what is left out would fall back to its default.
 */
export function overlayStream(
  current: JetStreamConfig,
  named: JetStreamConfig,
): JetStreamConfig {
  const merged: JetStreamConfig = {
    ...current,
    ...named,
    ...overlayMetadata(current, named),
  };
  const maxAge = Number(named.max_age ?? 0);
  // A window that nobody named follows the age, as it does when the stream is created.
  if (
    maxAge > 0 &&
    named.duplicate_window === undefined &&
    Number(current.duplicate_window ?? 0) > maxAge
  ) {
    merged.duplicate_window = maxAge;
  }
  return merged;
}

/** The whole configuration to send as an update of a consumer. */
export function overlayConsumer(
  current: JetStreamConfig,
  named: JetStreamConfig,
): JetStreamConfig {
  const merged: JetStreamConfig = {
    ...current,
    ...named,
    ...overlayMetadata(current, named),
  };
  // The server takes one of the two spellings, not both.
  if (named.filter_subject !== undefined) {
    delete merged.filter_subjects;
  } else if (named.filter_subjects !== undefined) {
    delete merged.filter_subject;
  }
  return merged;
}
