import {
  CompleteConsumerSpec,
  CompleteStreamSpec,
} from './completeMessagingSpec';
import { parseDuration } from './duration';
import { ConsumerSpec, StreamSpec } from './MessagingSpec';

/** A JSON value of the JetStream API. */
type ApiValue =
  | string
  | number
  | boolean
  | string[]
  | number[]
  | Record<string, string>;

/**
 * A stream or consumer configuration in the words of the JetStream API: snake
 * case, durations in nanoseconds, sizes in bytes. Fields of newer servers pass through.
 *
 * @public
 */
export type JetStreamConfig = Record<string, unknown>;

function nanoseconds(text: unknown): number {
  const value = parseDuration(String(text));
  if (value === undefined) {
    throw new TypeError(`"${text}" is no duration`);
  }
  return value;
}

const asIs = (value: unknown) => value as ApiValue;

interface ApiField {
  name: string;
  convert: (value: unknown) => ApiValue;
}

const field = (name: string, convert = asIs): ApiField => ({ name, convert });
const snakeCase = (value: unknown) =>
  String(value).replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

/**
 * Every field of the spec and its name in the JetStream API; the compiler sees
 * to it that a new field of the spec cannot be forgotten here.
 */
const streamFields: Record<
  Exclude<keyof CompleteStreamSpec, 'consumers'>,
  ApiField
> = {
  name: field('name'),
  description: field('description'),
  subjects: field('subjects'),
  retention: field('retention'),
  storage: field('storage'),
  replicas: field('num_replicas'),
  discard: field('discard'),
  discardPerSubject: field('discard_new_per_subject'),
  maxAge: field('max_age', nanoseconds),
  maxMsgs: field('max_msgs'),
  maxBytes: field('max_bytes'),
  maxMsgSize: field('max_msg_size'),
  maxMsgsPerSubject: field('max_msgs_per_subject'),
  maxConsumers: field('max_consumers'),
  duplicateWindow: field('duplicate_window', nanoseconds),
  noAck: field('no_ack'),
  compression: field('compression'),
  allowDirect: field('allow_direct'),
  allowRollup: field('allow_rollup_hdrs'),
  denyDelete: field('deny_delete'),
  denyPurge: field('deny_purge'),
  metadata: field('metadata'),
};

const consumerFields: Record<
  Exclude<keyof CompleteConsumerSpec, 'worker'>,
  ApiField
> = {
  durableName: field('durable_name'),
  description: field('description'),
  deliverPolicy: field('deliver_policy', snakeCase),
  optStartSeq: field('opt_start_seq'),
  optStartTime: field('opt_start_time'),
  ackPolicy: field('ack_policy'),
  ackWait: field('ack_wait', nanoseconds),
  maxDeliver: field('max_deliver'),
  backoff: field('backoff', value => (value as string[]).map(nanoseconds)),
  filterSubject: field('filter_subject'),
  filterSubjects: field('filter_subjects'),
  replayPolicy: field('replay_policy'),
  sampleFreq: field('sample_freq'),
  maxWaiting: field('max_waiting'),
  maxAckPending: field('max_ack_pending'),
  headersOnly: field('headers_only'),
  maxRequestBatch: field('max_batch'),
  maxRequestExpires: field('max_expires', nanoseconds),
  maxRequestMaxBytes: field('max_bytes'),
  inactiveThreshold: field('inactive_threshold', nanoseconds),
  replicas: field('num_replicas'),
  memStorage: field('mem_storage'),
  metadata: field('metadata'),
};

function translate(
  fields: Record<string, ApiField>,
  values: object,
): JetStreamConfig {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const target = Object.hasOwn(fields, key) ? fields[key] : undefined;
      return target && value !== undefined
        ? [[target.name, target.convert(value)]]
        : [];
    }),
  );
}

/**
 * The stream as the JetStream API wants it: complete to be created, or only the
 * fields that a spec names, to be laid over what a broker holds. Ask
 * `checkMessaging` first.
 *
 * @throws TypeError for a duration that cannot be read
 * @public
 */
export function toStreamConfig(
  stream: CompleteStreamSpec | StreamSpec,
): JetStreamConfig {
  return translate(streamFields, stream);
}

/**
 * The consumer as the JetStream API wants it: complete to be created, or only
 * the fields that a spec names, to be laid over what a broker holds. Ask
 * `checkMessaging` first.
 *
 * @throws TypeError for a duration that cannot be read
 * @public
 */
export function toConsumerConfig(
  consumer: CompleteConsumerSpec | ConsumerSpec,
): JetStreamConfig {
  const config = translate(consumerFields, consumer);
  return {
    ...config,
    name: consumer.durableName,
    // With backoff the server puts the first step in the place of the wait.
    ...(Array.isArray(config.backoff) && config.backoff.length > 0
      ? { ack_wait: config.backoff[0] }
      : {}),
  };
}
