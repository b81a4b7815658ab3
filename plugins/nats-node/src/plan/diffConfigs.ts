import { isDeepStrictEqual } from 'node:util';
import {
  formatGoDuration,
  JetStreamConfig,
} from '@nats-portal/plugin-nats-common';
import { AssetChange } from '../MessagingPlan';

/** A field that differs, by its name in the JetStream API. */
export interface ConfigDifference {
  field: string;
  from: unknown;
  to: unknown;
}

/** Compares two normalised configurations; in the order of the names. */
export function diffConfigs(
  from: JetStreamConfig,
  to: JetStreamConfig,
): ConfigDifference[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .sort()
    .filter(field => !isDeepStrictEqual(from[field], to[field]))
    .map(field => ({ field, from: from[field], to: to[field] }));
}

const DURATIONS = [
  'max_age',
  'duplicate_window',
  'ack_wait',
  'backoff',
  'max_expires',
  'inactive_threshold',
  'idle_heartbeat',
  'priority_timeout',
  'subject_delete_marker_ttl',
];

/** Where the spec's name is another than the API's in camel case. */
const SPEC_NAMES = {
  stream: {
    num_replicas: 'replicas',
    discard_new_per_subject: 'discardPerSubject',
    allow_rollup_hdrs: 'allowRollup',
    allow_atomic: 'allowAtomicPublish',
    first_seq: 'firstSequence',
  },
  consumer: {
    num_replicas: 'replicas',
    idle_heartbeat: 'heartbeatInterval',
    priority_timeout: 'pinnedTtl',
    max_batch: 'maxRequestBatch',
    max_expires: 'maxRequestExpires',
    max_bytes: 'maxRequestMaxBytes',
  },
} satisfies Record<string, Record<string, string>>;

function specName(kind: 'stream' | 'consumer', field: string): string {
  const names: Record<string, string> = SPEC_NAMES[kind];
  return (
    names[field] ??
    field.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())
  );
}

function readable(field: string, value: unknown): unknown {
  if (!DURATIONS.includes(field)) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(item => formatGoDuration(Number(item)));
  }
  return typeof value === 'number' ? formatGoDuration(value) : value;
}

/** Says a difference in the words of the messaging spec. */
export function toChange(
  kind: 'stream' | 'consumer',
  { field, from, to }: ConfigDifference,
): AssetChange {
  return {
    field: specName(kind, field),
    from: readable(field, from),
    to: readable(field, to),
  };
}
