import { KeyValueSpec, ObjectStoreSpec } from '../spec/BucketSpec';
import { ConsumerSpec } from '../spec/ConsumerSpec';
import { parseDuration } from '../values/duration';
import {
  ConsumerLimitsSpec,
  PlacementSpec,
  RepublishSpec,
  StreamSourceSpec,
  StreamSpec,
  SubjectTransformSpec,
} from '../spec/StreamSpec';

/** A field of the JetStream API, and how a value of the spec is written there. */
interface ApiField {
  name: string;
  toApi: (value: unknown) => unknown;
}

/** Every field of a kind of the spec, so that the compiler sees to it that none is forgotten. */
type ApiFields<T> = Record<keyof T, ApiField>;

function nanoseconds(text: unknown): number {
  const value = parseDuration(String(text));
  if (value === undefined) {
    throw new TypeError(`"${text}" is no duration`);
  }
  return value;
}

const asIs = (value: unknown) => value;
const snakeCase = (value: unknown) =>
  String(value).replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
const field = (name: string, toApi: ApiField['toApi'] = asIs): ApiField => ({
  name,
  toApi,
});
const listOf = (toApi: ApiField['toApi']) => (value: unknown) =>
  (value as unknown[]).map(toApi);
const objectOf = (fields: Record<string, ApiField>) => (value: unknown) =>
  toApiFields(fields, value as object);

/** Writes the values that are given with the names and units of the JetStream API. */
export function toApiFields(
  fields: Record<string, ApiField>,
  values: object,
): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && Object.hasOwn(fields, key)) {
      written[fields[key].name] = fields[key].toApi(value);
    }
  }
  return written;
}

const subjectTransform: ApiFields<SubjectTransformSpec> = {
  source: field('src'),
  dest: field('dest'),
};

const placement: ApiFields<PlacementSpec> = {
  cluster: field('cluster'),
  tags: field('tags'),
};

const consumerLimits: ApiFields<ConsumerLimitsSpec> = {
  inactiveThreshold: field('inactive_threshold', nanoseconds),
  maxAckPending: field('max_ack_pending'),
};

const streamSource: ApiFields<
  Omit<StreamSourceSpec, 'externalApiPrefix' | 'externalDeliverPrefix'>
> = {
  name: field('name'),
  optStartSeq: field('opt_start_seq'),
  optStartTime: field('opt_start_time'),
  filterSubject: field('filter_subject'),
  subjectTransforms: field(
    'subject_transforms',
    listOf(objectOf(subjectTransform)),
  ),
};

/** A mirror or source as the JetStream API wants it. */
export function toApiSource(source: StreamSourceSpec): Record<string, unknown> {
  const { externalApiPrefix, externalDeliverPrefix } = source;
  return {
    ...toApiFields(streamSource, source),
    ...(externalApiPrefix || externalDeliverPrefix
      ? {
          external: {
            api: externalApiPrefix ?? '',
            ...(externalDeliverPrefix
              ? { deliver: externalDeliverPrefix }
              : {}),
          },
        }
      : {}),
  };
}

const source = (value: unknown) => toApiSource(value as StreamSourceSpec);

/** All that a republish says; the server takes no source for every subject and answers with it (run, 2.15.1). */
const republish = (value: unknown) => {
  const { source: from, destination } = value as RepublishSpec;
  return { src: from || '>', dest: destination };
};

/** Fields that streams and buckets have in common. */
const storeFields = {
  description: field('description'),
  storage: field('storage'),
  replicas: field('num_replicas'),
  placement: field('placement', objectOf(placement)),
  maxBytes: field('max_bytes'),
  republish: field('republish', republish),
};

/** The fields of a stream in the JetStream API. */
export const streamFields: ApiFields<Omit<StreamSpec, 'consumers'>> = {
  ...storeFields,
  name: field('name'),
  subjects: field('subjects'),
  retention: field('retention'),
  discard: field('discard'),
  discardPerSubject: field('discard_new_per_subject'),
  maxAge: field('max_age', nanoseconds),
  maxMsgs: field('max_msgs'),
  maxMsgSize: field('max_msg_size'),
  maxMsgsPerSubject: field('max_msgs_per_subject'),
  maxConsumers: field('max_consumers'),
  consumerLimits: field('consumer_limits', objectOf(consumerLimits)),
  duplicateWindow: field('duplicate_window', nanoseconds),
  noAck: field('no_ack'),
  compression: field('compression'),
  firstSequence: field('first_seq'),
  mirror: field('mirror', source),
  sources: field('sources', listOf(source)),
  subjectTransform: field('subject_transform', objectOf(subjectTransform)),
  metadata: field('metadata'),
  allowDirect: field('allow_direct'),
  mirrorDirect: field('mirror_direct'),
  allowRollup: field('allow_rollup_hdrs'),
  denyDelete: field('deny_delete'),
  denyPurge: field('deny_purge'),
  sealed: field('sealed'),
  allowMsgTtl: field('allow_msg_ttl'),
  subjectDeleteMarkerTtl: field('subject_delete_marker_ttl', nanoseconds),
  allowMsgCounter: field('allow_msg_counter'),
  allowAtomicPublish: field('allow_atomic'),
  allowMsgSchedules: field('allow_msg_schedules'),
  persistMode: field('persist_mode'),
};

/** The fields of a consumer in the JetStream API. */
export const consumerFields: ApiFields<Omit<ConsumerSpec, 'worker'>> = {
  durableName: field('durable_name'),
  description: field('description'),
  deliverPolicy: field('deliver_policy', snakeCase),
  optStartSeq: field('opt_start_seq'),
  optStartTime: field('opt_start_time'),
  ackPolicy: field('ack_policy'),
  ackWait: field('ack_wait', nanoseconds),
  maxDeliver: field('max_deliver'),
  backoff: field('backoff', listOf(nanoseconds)),
  filterSubject: field('filter_subject'),
  filterSubjects: field('filter_subjects'),
  replayPolicy: field('replay_policy'),
  sampleFreq: field('sample_freq'),
  deliverSubject: field('deliver_subject'),
  deliverGroup: field('deliver_group'),
  flowControl: field('flow_control'),
  heartbeatInterval: field('idle_heartbeat', nanoseconds),
  rateLimitBps: field('rate_limit_bps'),
  maxWaiting: field('max_waiting'),
  maxAckPending: field('max_ack_pending'),
  headersOnly: field('headers_only'),
  maxRequestBatch: field('max_batch'),
  maxRequestExpires: field('max_expires', nanoseconds),
  maxRequestMaxBytes: field('max_bytes'),
  inactiveThreshold: field('inactive_threshold', nanoseconds),
  pauseUntil: field('pause_until'),
  priorityPolicy: field('priority_policy'),
  priorityGroups: field('priority_groups'),
  pinnedTtl: field('priority_timeout', nanoseconds),
  replicas: field('num_replicas'),
  memStorage: field('mem_storage'),
  metadata: field('metadata'),
};

/** What key-value buckets and object stores are called by in a stream's terms. */
const bucketFields = {
  ...storeFields,
  ttl: streamFields.maxAge,
  compression: field('compression', isOn => (isOn ? 's2' : 'none')),
};

/** The fields of a key-value bucket in the JetStream API, its name and its copies aside. */
export const keyValueFields: ApiFields<
  Omit<KeyValueSpec, 'bucket' | 'mirror' | 'sources'>
> = {
  ...bucketFields,
  history: streamFields.maxMsgsPerSubject,
  maxValueSize: streamFields.maxMsgSize,
  limitMarkerTtl: streamFields.subjectDeleteMarkerTtl,
};

/** The fields of an object store in the JetStream API, its name aside. */
export const objectStoreFields: ApiFields<Omit<ObjectStoreSpec, 'bucket'>> = {
  ...bucketFields,
  metadata: field('metadata'),
};
