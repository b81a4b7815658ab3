import {
  consumerFields,
  keyValueFields,
  objectStoreFields,
  sourceFields,
  streamFields,
} from './apiFields';
import { toApiFields } from './apiTranslation';
import { KeyValueSpec, ObjectStoreSpec } from '../spec/BucketSpec';
import {
  keyValueStream,
  keyValueSubject,
  objectStoreStream,
  objectStoreSubjects,
  sourceBucket,
} from './bucketStreams';
import { ConsumerSpec } from '../spec/ConsumerSpec';
import { StreamSourceSpec, StreamSpec } from '../spec/StreamSpec';

/**
 * A stream or consumer configuration in the words of the JetStream API: snake
 * case, durations in nanoseconds, sizes in bytes. Fields of newer servers pass through.
 *
 * @public
 */
export type JetStreamConfig = Record<string, unknown>;

/** The server takes no source for every subject, and answers with that (run, nats-server 2.15.1). */
function withWholeRepublish(config: JetStreamConfig): JetStreamConfig {
  const republish = config.republish as { src?: string } | undefined;
  return republish && !republish.src
    ? { ...config, republish: { ...republish, src: '>' } }
    : config;
}

/** Buckets are compressed or not; streams say how. */
function compressed({ compression }: { compression?: boolean }) {
  return compression === undefined
    ? {}
    : { compression: compression ? 's2' : 'none' };
}

/**
 * The stream as the JetStream API wants it: complete to be created, or only the
 * fields that a spec names, to be laid over what a broker holds. Ask
 * `checkMessaging` first.
 *
 * @throws TypeError for a duration that cannot be read
 * @public
 */
export function toStreamConfig(stream: StreamSpec): JetStreamConfig {
  return withWholeRepublish(toApiFields(streamFields, stream));
}

/**
 * The consumer as the JetStream API wants it: complete to be created, or only
 * the fields that a spec names, to be laid over what a broker holds. Ask
 * `checkMessaging` first.
 *
 * @throws TypeError for a duration that cannot be read
 * @public
 */
export function toConsumerConfig(consumer: ConsumerSpec): JetStreamConfig {
  const config = toApiFields(consumerFields, consumer);
  return {
    ...config,
    name: consumer.durableName,
    // With backoff the server puts the first step in the place of the wait.
    ...(Array.isArray(config.backoff) && config.backoff.length > 0
      ? { ack_wait: config.backoff[0] }
      : {}),
  };
}

/** A bucket that another one copies; its keys become keys of the copy. */
function toBucketSource(
  source: StreamSourceSpec,
  target: string,
): JetStreamConfig {
  const bucket = sourceBucket(source.name);
  const isElsewhere =
    source.externalApiPrefix !== undefined ||
    source.externalDeliverPrefix !== undefined;
  return {
    ...toApiFields(sourceFields, source),
    name: keyValueStream(bucket),
    ...(isElsewhere && bucket === target
      ? {}
      : {
          subject_transforms: [
            { src: keyValueSubject(bucket), dest: keyValueSubject(target) },
          ],
        }),
  };
}

/**
 * The stream behind a key-value bucket as the JetStream API wants it, with the
 * settings that clients rely on (ADR-8; compared with what the Go client sends,
 * which the JetStream controller uses).
 *
 * @throws TypeError for a duration that cannot be read
 * @public
 */
export function toKeyValueConfig(keyValue: KeyValueSpec): JetStreamConfig {
  const { bucket, mirror, sources } = keyValue;
  const config = withWholeRepublish(toApiFields(keyValueFields, keyValue));
  return {
    ...config,
    ...compressed(keyValue),
    name: keyValueStream(bucket),
    retention: 'limits',
    discard: 'new',
    allow_rollup_hdrs: true,
    allow_direct: true,
    deny_delete: true,
    ...(Number(config.subject_delete_marker_ttl ?? 0) > 0
      ? { allow_msg_ttl: true }
      : {}),
    ...(mirror
      ? {
          mirror: {
            ...toApiFields(sourceFields, mirror),
            name: keyValueStream(sourceBucket(mirror.name)),
          },
          mirror_direct: true,
        }
      : { subjects: [keyValueSubject(bucket)] }),
    ...(sources?.length
      ? { sources: sources.map(source => toBucketSource(source, bucket)) }
      : {}),
  };
}

/**
 * The stream behind an object store as the JetStream API wants it, with the
 * settings that clients rely on (ADR-20).
 *
 * @throws TypeError for a duration that cannot be read
 * @public
 */
export function toObjectStoreConfig(store: ObjectStoreSpec): JetStreamConfig {
  return {
    ...toApiFields(objectStoreFields, store),
    ...compressed(store),
    name: objectStoreStream(store.bucket),
    subjects: objectStoreSubjects(store.bucket),
    retention: 'limits',
    discard: 'new',
    allow_rollup_hdrs: true,
    allow_direct: true,
  };
}
