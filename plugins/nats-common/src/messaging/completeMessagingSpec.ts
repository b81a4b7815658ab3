import { KeyValueSpec, ObjectStoreSpec } from './spec/BucketSpec';
import { ConsumerSpec } from './spec/ConsumerSpec';
import { parseDuration } from './values/duration';
import { MessagingSpec } from './spec/MessagingSpec';
import { StreamSpec } from './spec/StreamSpec';

/**
 * A consumer with every field written out whose default would hurt.
 *
 * @public
 */
export type CompleteConsumerSpec = ConsumerSpec &
  Required<
    Pick<
      ConsumerSpec,
      'ackPolicy' | 'ackWait' | 'deliverPolicy' | 'maxDeliver' | 'replayPolicy'
    >
  >;

/**
 * A stream with every field written out whose default would hurt. Only a stream
 * that copies others has no subjects.
 *
 * @public
 */
export type CompleteStreamSpec = Omit<
  StreamSpec &
    Required<
      Pick<StreamSpec, 'retention' | 'storage' | 'replicas' | 'discard'>
    >,
  'consumers'
> & { consumers: CompleteConsumerSpec[] };

/**
 * A key-value bucket with every field written out whose default would hurt.
 *
 * @public
 */
export type CompleteKeyValueSpec = KeyValueSpec &
  Required<Pick<KeyValueSpec, 'history' | 'storage' | 'replicas'>>;

/**
 * An object store with every field written out whose default would hurt.
 *
 * @public
 */
export type CompleteObjectStoreSpec = ObjectStoreSpec &
  Required<Pick<ObjectStoreSpec, 'storage' | 'replicas'>>;

/**
 * A messaging spec in which nothing that matters is left to a default.
 *
 * @public
 */
export interface CompleteMessagingSpec {
  streams: CompleteStreamSpec[];
  keyValues: CompleteKeyValueSpec[];
  objectStores: CompleteObjectStoreSpec[];
}

/** The server's own default for explicit acknowledgement (run, nats-server 2.15.1). */
const DEFAULT_ACK_WAIT = '30s';

/** A duration that says something: the server takes zero for its own default. */
function writtenDuration(text: string | undefined): string | undefined {
  return text !== undefined && parseDuration(text) === 0 ? undefined : text;
}

/** The clients' own default (nats.go, ADR-8). */
const DEFAULT_HISTORY = 1;

function completeConsumer(spec: ConsumerSpec): CompleteConsumerSpec {
  const { worker, backoff, filterSubjects, ...consumer } = spec;
  return {
    ...consumer,
    // Forms send empty lists for what nobody filled in.
    ...(backoff?.length ? { backoff } : {}),
    ...(filterSubjects?.length ? { filterSubjects } : {}),
    ...(worker && worker.enabled !== false ? { worker } : {}),
    deliverPolicy: consumer.deliverPolicy ?? 'all',
    // The server and NACK both default to none, which loses messages and cannot be changed later.
    ackPolicy: consumer.ackPolicy ?? 'explicit',
    // With backoff the server replaces the wait by the first step; NACK's default is one nanosecond.
    ackWait:
      writtenDuration(consumer.ackWait) ?? backoff?.[0] ?? DEFAULT_ACK_WAIT,
    // The server takes 0 for no end as well and answers with -1.
    maxDeliver: consumer.maxDeliver || -1,
    replayPolicy: consumer.replayPolicy ?? 'instant',
  };
}

function completeStream(
  { subjects, sources, consumers = [], ...stream }: StreamSpec,
  replicas: number,
): CompleteStreamSpec {
  const copies = stream.mirror !== undefined || Boolean(sources?.length);
  // What the server would do with none, said aloud.
  const captured = subjects?.length || copies ? subjects : [stream.name];
  return {
    ...stream,
    // Forms send empty lists for what nobody filled in.
    ...(captured?.length ? { subjects: captured } : {}),
    ...(sources?.length ? { sources } : {}),
    retention: stream.retention ?? 'limits',
    storage: stream.storage ?? 'file',
    replicas: stream.replicas ?? replicas,
    discard: stream.discard ?? 'old',
    consumers: consumers.map(completeConsumer),
  };
}

/**
 * Writes out the values that a blank field stands for.
 *
 * @param options - `replicas`: copies of a stream or bucket that names none, a count
 * @public
 */
export function completeMessagingSpec(
  { streams, keyValues = [], objectStores = [] }: MessagingSpec,
  options: { replicas: number },
): CompleteMessagingSpec {
  const stored = ({ storage, replicas }: KeyValueSpec | ObjectStoreSpec) => ({
    storage: storage ?? 'file',
    replicas: replicas ?? options.replicas,
  });
  return {
    streams: streams.map(stream => completeStream(stream, options.replicas)),
    keyValues: keyValues.map(({ sources, ...bucket }) => ({
      ...bucket,
      ...(sources?.length ? { sources } : {}),
      history: bucket.history ?? DEFAULT_HISTORY,
      ...stored(bucket),
    })),
    objectStores: objectStores.map(bucket => ({
      ...bucket,
      ...stored(bucket),
    })),
  };
}
