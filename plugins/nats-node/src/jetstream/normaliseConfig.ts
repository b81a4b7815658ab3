import {
  isProvenanceKey,
  JetStreamConfig,
} from '@nats-portal/plugin-nats-common';

const SECOND = 1e9;
const TWO_MINUTES = 120 * SECOND;

/** Written by servers since 2.11; no wish of anybody. */
const SERVER_METADATA = /^_nats\./;

/** Limits for which 0, -1 and anything below mean "none". */
const STREAM_LIMITS = [
  'max_msgs',
  'max_bytes',
  'max_age',
  'max_msg_size',
  'max_msgs_per_subject',
  'max_consumers',
];

/** What the server fills in (run on 2.10.27, 2.14.5 and 2.15.1; facts/jetstream.md §6). */
const STREAM_DEFAULTS: JetStreamConfig = {
  retention: 'limits',
  storage: 'file',
  discard: 'old',
  compression: 'none',
  persist_mode: 'default',
  num_replicas: 1,
};

const CONSUMER_DEFAULTS: JetStreamConfig = {
  deliver_policy: 'all',
  ack_policy: 'none',
  replay_policy: 'instant',
  max_waiting: 512,
  priority_policy: 'none',
};

const DEFAULT_ACK_WAIT = 30 * SECOND;
const DEFAULT_MAX_ACK_PENDING = 1000;

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    value === 0 ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? [...value].sort() : value;
}

/** Metadata without what the server writes itself. */
export function sentMetadata(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((value ?? {}) as Record<string, string>).filter(
      ([key]) => !SERVER_METADATA.test(key),
    ),
  );
}

/** The metadata that people wrote. */
export function userMetadata(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sentMetadata(value))
      .filter(([key]) => !isProvenanceKey(key))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Leaves out what is empty or says what the server does anyway. */
function withoutDefaults(
  config: JetStreamConfig,
  defaults: JetStreamConfig,
): JetStreamConfig {
  return Object.fromEntries(
    Object.entries(config).filter(
      ([key, value]) => !isEmpty(value) && value !== defaults[key],
    ),
  );
}

function withoutLimits(config: JetStreamConfig, names: readonly string[]) {
  return Object.fromEntries(
    Object.entries(config).filter(
      ([key, value]) =>
        !(names.includes(key) && typeof value === 'number' && value <= 0),
    ),
  );
}

/**
 * A stream configuration with one spelling for everything that means the same,
 * so that two mean the same exactly when they are deeply equal.
 */
export function normaliseStreamConfig(
  config: JetStreamConfig,
): JetStreamConfig {
  const normal: JetStreamConfig = {
    ...config,
    metadata: userMetadata(config.metadata),
  };
  const isCopy = !isEmpty(config.mirror) || !isEmpty(config.sources);
  normal.subjects =
    isEmpty(config.subjects) && !isCopy
      ? [config.name]
      : sorted(config.subjects);
  const maxAge = Number(config.max_age ?? 0);
  const window = maxAge > 0 ? Math.min(maxAge, TWO_MINUTES) : TWO_MINUTES;
  if (config.duplicate_window === window) {
    delete normal.duplicate_window;
  }
  if (Number(config.subject_delete_marker_ttl ?? 0) > 0) {
    normal.allow_msg_ttl = true;
    normal.allow_rollup_hdrs = true;
    normal.deny_purge = false;
  }
  if (config.allow_msg_schedules) {
    normal.allow_rollup_hdrs = true;
    normal.deny_purge = false;
  }
  if (config.sealed) {
    Object.assign(normal, {
      max_age: 0,
      discard: 'new',
      deny_delete: true,
      deny_purge: true,
      allow_rollup_hdrs: false,
    });
  }
  if (!isEmpty(config.mirror)) {
    delete normal.mirror_direct;
  }
  return withoutDefaults(withoutLimits(normal, STREAM_LIMITS), STREAM_DEFAULTS);
}

/** An instant in one spelling; the year 1 is how Go writes "never". */
function instant(value: unknown): unknown {
  const time = Date.parse(String(value));
  if (typeof value !== 'string' || Number.isNaN(time)) {
    return value;
  }
  return value.startsWith('0001-') ? undefined : new Date(time).toISOString();
}

/**
 * A consumer configuration with one spelling for everything that means the
 * same, so that two mean the same exactly when they are deeply equal.
 */
export function normaliseConsumerConfig(
  config: JetStreamConfig,
): JetStreamConfig {
  const normal: JetStreamConfig = {
    ...config,
    metadata: userMetadata(config.metadata),
    opt_start_time: instant(config.opt_start_time),
    pause_until: instant(config.pause_until),
    filter_subjects: isEmpty(config.filter_subject)
      ? sorted(config.filter_subjects)
      : [config.filter_subject],
    sample_freq: String(config.sample_freq ?? '').replace(/%$/, ''),
  };
  delete normal.filter_subject;
  // The server fills in both names; an ephemeral consumer has this one only.
  delete normal.name;
  const { backoff } = config;
  if (Array.isArray(backoff) && backoff.length > 0) {
    normal.ack_wait = backoff[0];
  }
  const acknowledged =
    !isEmpty(config.ack_policy) && config.ack_policy !== 'none';
  const defaults = acknowledged
    ? {
        ...CONSUMER_DEFAULTS,
        ack_wait: DEFAULT_ACK_WAIT,
        max_ack_pending: DEFAULT_MAX_ACK_PENDING,
      }
    : CONSUMER_DEFAULTS;
  if (!acknowledged) {
    delete normal.ack_wait;
  }
  if (normal.sample_freq === '0') {
    delete normal.sample_freq;
  }
  return withoutDefaults(withoutLimits(normal, ['max_deliver']), defaults);
}
