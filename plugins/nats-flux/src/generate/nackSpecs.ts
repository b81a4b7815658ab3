import {
  CompleteConsumerSpec,
  CompleteKeyValueSpec,
  CompleteObjectStoreSpec,
  CompleteStreamSpec,
  formatGoDuration,
  parseDuration,
} from '@nats-portal/plugin-nats-common';
import { YamlValue } from '../yaml/toNode';

/** NACK reads Go durations, which know no days and weeks. */
export function goDuration(text: string): string {
  const nanoseconds = parseDuration(text);
  return nanoseconds === undefined ? text : formatGoDuration(nanoseconds);
}

const asIs = (value: YamlValue) => value;
const duration = (value: YamlValue) => goDuration(String(value));
/** The one duration that the controller takes as a number. */
const nanoseconds = (value: YamlValue) => parseDuration(String(value)) ?? value;
const durations = (value: YamlValue) =>
  (value as readonly YamlValue[]).map(duration);
const limits = (value: YamlValue) =>
  Object.fromEntries(
    Object.entries(value as Record<string, YamlValue>).map(([key, limit]) => [
      key,
      key === 'inactiveThreshold' ? duration(limit) : limit,
    ]),
  );

type Fields<T> = Record<keyof T, (value: YamlValue) => YamlValue>;

/**
 * The spec's fields are called as those of the CRD. The order is that in which
 * people read them; the compiler sees to it that none is forgotten.
 */
const streamFields: Fields<Omit<CompleteStreamSpec, 'consumers'>> = {
  name: asIs,
  description: asIs,
  subjects: asIs,
  mirror: asIs,
  sources: asIs,
  subjectTransform: asIs,
  republish: asIs,
  retention: asIs,
  storage: asIs,
  replicas: asIs,
  placement: asIs,
  maxAge: duration,
  maxBytes: asIs,
  maxMsgs: asIs,
  maxMsgSize: asIs,
  maxMsgsPerSubject: asIs,
  maxConsumers: asIs,
  consumerLimits: limits,
  discard: asIs,
  discardPerSubject: asIs,
  duplicateWindow: duration,
  noAck: asIs,
  compression: asIs,
  persistMode: asIs,
  firstSequence: asIs,
  allowDirect: asIs,
  mirrorDirect: asIs,
  allowRollup: asIs,
  allowMsgTtl: asIs,
  subjectDeleteMarkerTtl: duration,
  allowMsgCounter: asIs,
  allowAtomicPublish: asIs,
  allowMsgSchedules: asIs,
  denyDelete: asIs,
  denyPurge: asIs,
  sealed: asIs,
  metadata: asIs,
};

const consumerFields: Fields<Omit<CompleteConsumerSpec, 'worker'>> = {
  durableName: asIs,
  description: asIs,
  filterSubject: asIs,
  filterSubjects: asIs,
  deliverSubject: asIs,
  deliverGroup: asIs,
  deliverPolicy: asIs,
  optStartSeq: asIs,
  optStartTime: asIs,
  ackPolicy: asIs,
  ackWait: duration,
  maxDeliver: asIs,
  backoff: durations,
  replayPolicy: asIs,
  sampleFreq: asIs,
  flowControl: asIs,
  heartbeatInterval: duration,
  rateLimitBps: asIs,
  maxAckPending: asIs,
  maxWaiting: asIs,
  maxRequestBatch: asIs,
  maxRequestExpires: duration,
  maxRequestMaxBytes: asIs,
  headersOnly: asIs,
  inactiveThreshold: duration,
  pauseUntil: asIs,
  priorityPolicy: asIs,
  priorityGroups: asIs,
  pinnedTtl: duration,
  replicas: asIs,
  memStorage: asIs,
  metadata: asIs,
};

const keyValueFields: Fields<CompleteKeyValueSpec> = {
  bucket: asIs,
  description: asIs,
  mirror: asIs,
  sources: asIs,
  republish: asIs,
  history: asIs,
  storage: asIs,
  replicas: asIs,
  placement: asIs,
  ttl: duration,
  limitMarkerTtl: nanoseconds,
  maxBytes: asIs,
  maxValueSize: asIs,
  compression: asIs,
};

const objectStoreFields: Fields<CompleteObjectStoreSpec> = {
  bucket: asIs,
  description: asIs,
  storage: asIs,
  replicas: asIs,
  placement: asIs,
  ttl: duration,
  maxBytes: asIs,
  compression: asIs,
  metadata: asIs,
};

/** Keys of a spec that are the platform team's, after those of the messaging spec. */
const OWN_KEYS = ['account', 'preventDelete'];

/** Keys of a Stream's spec in the order in which they are written. */
export const streamOrder = [...Object.keys(streamFields), ...OWN_KEYS];

/** Keys of a Consumer's spec in the order in which they are written. */
export const consumerOrder = [
  'streamName',
  ...Object.keys(consumerFields),
  ...OWN_KEYS,
];

/** Keys of a KeyValue's spec in the order in which they are written. */
export const keyValueOrder = [...Object.keys(keyValueFields), ...OWN_KEYS];

/** Keys of an ObjectStore's spec in the order in which they are written. */
export const objectStoreOrder = [
  ...Object.keys(objectStoreFields),
  ...OWN_KEYS,
];

type NackFields = [key: string, value: YamlValue | undefined][];

function translate(
  fields: Record<string, (value: YamlValue) => YamlValue>,
  values: object,
): NackFields {
  const given = new Map<string, unknown>(Object.entries(values));
  return Object.entries(fields).map(([key, convert]) => {
    const value = given.get(key);
    return [key, value === undefined ? undefined : convert(value as YamlValue)];
  });
}

/** The fields of a NACK Stream that the messaging spec decides; `undefined` for those that must not be there. */
export function nackStreamFields(stream: CompleteStreamSpec): NackFields {
  return translate(streamFields, stream);
}

/** The fields of a NACK Consumer that the messaging spec decides. */
export function nackConsumerFields(
  stream: string,
  consumer: CompleteConsumerSpec,
): NackFields {
  return [['streamName', stream], ...translate(consumerFields, consumer)];
}

/** The fields of a NACK KeyValue that the messaging spec decides. */
export function nackKeyValueFields(bucket: CompleteKeyValueSpec): NackFields {
  return translate(keyValueFields, bucket);
}

/** The fields of a NACK ObjectStore that the messaging spec decides. */
export function nackObjectStoreFields(
  bucket: CompleteObjectStoreSpec,
): NackFields {
  return translate(objectStoreFields, bucket);
}
