import { KeyValueSpec, ObjectStoreSpec } from '../spec/BucketSpec';
import { ConsumerSpec } from '../spec/ConsumerSpec';
import {
  ConsumerLimitsSpec,
  PlacementSpec,
  RepublishSpec,
  StreamSourceSpec,
  StreamSpec,
  SubjectTransformSpec,
} from '../spec/StreamSpec';
import {
  ApiFields,
  durationField,
  durationsField,
  field,
  listField,
  objectField,
  policyField,
} from './apiTranslation';

const subjectTransform: ApiFields<SubjectTransformSpec> = {
  source: field('src'),
  dest: field('dest'),
};

const placement: ApiFields<PlacementSpec> = {
  cluster: field('cluster'),
  tags: field('tags'),
};

const consumerLimits: ApiFields<ConsumerLimitsSpec> = {
  inactiveThreshold: durationField('inactive_threshold'),
  maxAckPending: field('max_ack_pending'),
};

const republish: ApiFields<RepublishSpec> = {
  source: field('src'),
  destination: field('dest'),
};

/** The fields of a mirror or source in the JetStream API. */
export const sourceFields: ApiFields<StreamSourceSpec> = {
  name: field('name'),
  optStartSeq: field('opt_start_seq'),
  optStartTime: field('opt_start_time'),
  filterSubject: field('filter_subject'),
  externalApiPrefix: field('external', 'api'),
  externalDeliverPrefix: field('external', 'deliver'),
  subjectTransforms: listField(subjectTransform, 'subject_transforms'),
};

/** Fields that streams and buckets have in common. */
const storeFields = {
  description: field('description'),
  storage: field('storage'),
  replicas: field('num_replicas'),
  placement: objectField(placement, 'placement'),
  maxBytes: field('max_bytes'),
  republish: objectField(republish, 'republish'),
};

/** The fields of a stream in the JetStream API. */
export const streamFields: ApiFields<Omit<StreamSpec, 'consumers'>> = {
  ...storeFields,
  name: field('name'),
  subjects: field('subjects'),
  retention: field('retention'),
  discard: field('discard'),
  discardPerSubject: field('discard_new_per_subject'),
  maxAge: durationField('max_age'),
  maxMsgs: field('max_msgs'),
  maxMsgSize: field('max_msg_size'),
  maxMsgsPerSubject: field('max_msgs_per_subject'),
  maxConsumers: field('max_consumers'),
  consumerLimits: objectField(consumerLimits, 'consumer_limits'),
  duplicateWindow: durationField('duplicate_window'),
  noAck: field('no_ack'),
  compression: field('compression'),
  firstSequence: field('first_seq'),
  mirror: objectField(sourceFields, 'mirror'),
  sources: listField(sourceFields, 'sources'),
  subjectTransform: objectField(subjectTransform, 'subject_transform'),
  metadata: field('metadata'),
  allowDirect: field('allow_direct'),
  mirrorDirect: field('mirror_direct'),
  allowRollup: field('allow_rollup_hdrs'),
  denyDelete: field('deny_delete'),
  denyPurge: field('deny_purge'),
  sealed: field('sealed'),
  allowMsgTtl: field('allow_msg_ttl'),
  subjectDeleteMarkerTtl: durationField('subject_delete_marker_ttl'),
  allowMsgCounter: field('allow_msg_counter'),
  allowAtomicPublish: field('allow_atomic'),
  allowMsgSchedules: field('allow_msg_schedules'),
  persistMode: field('persist_mode'),
};

/** The fields of a consumer in the JetStream API. */
export const consumerFields: ApiFields<Omit<ConsumerSpec, 'worker'>> = {
  durableName: field('durable_name'),
  description: field('description'),
  deliverPolicy: policyField('deliver_policy'),
  optStartSeq: field('opt_start_seq'),
  optStartTime: field('opt_start_time'),
  ackPolicy: field('ack_policy'),
  ackWait: durationField('ack_wait'),
  maxDeliver: field('max_deliver'),
  backoff: durationsField('backoff'),
  filterSubject: field('filter_subject'),
  filterSubjects: field('filter_subjects'),
  replayPolicy: field('replay_policy'),
  sampleFreq: field('sample_freq'),
  deliverSubject: field('deliver_subject'),
  deliverGroup: field('deliver_group'),
  flowControl: field('flow_control'),
  heartbeatInterval: durationField('idle_heartbeat'),
  rateLimitBps: field('rate_limit_bps'),
  maxWaiting: field('max_waiting'),
  maxAckPending: field('max_ack_pending'),
  headersOnly: field('headers_only'),
  maxRequestBatch: field('max_batch'),
  maxRequestExpires: durationField('max_expires'),
  maxRequestMaxBytes: field('max_bytes'),
  inactiveThreshold: durationField('inactive_threshold'),
  pauseUntil: field('pause_until'),
  priorityPolicy: field('priority_policy'),
  priorityGroups: field('priority_groups'),
  pinnedTtl: durationField('priority_timeout'),
  replicas: field('num_replicas'),
  memStorage: field('mem_storage'),
  metadata: field('metadata'),
};

/** What key-value buckets and object stores have in common, in the JetStream API. */
const bucketFields = {
  ...storeFields,
  ttl: streamFields.maxAge,
};

/** The fields of a key-value bucket in the JetStream API; the others are no field of a stream's by themselves. */
export const keyValueFields: ApiFields<
  Omit<KeyValueSpec, 'bucket' | 'compression' | 'mirror' | 'sources'>
> = {
  ...bucketFields,
  history: streamFields.maxMsgsPerSubject,
  maxValueSize: streamFields.maxMsgSize,
  limitMarkerTtl: streamFields.subjectDeleteMarkerTtl,
};

/** The fields of an object store in the JetStream API; the others are no field of a stream's by themselves. */
export const objectStoreFields: ApiFields<
  Omit<ObjectStoreSpec, 'bucket' | 'compression'>
> = {
  ...bucketFields,
  metadata: field('metadata'),
};
