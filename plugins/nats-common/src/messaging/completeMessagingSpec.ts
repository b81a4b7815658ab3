import { parseDuration } from './duration';
import { ConsumerSpec, MessagingSpec, StreamSpec } from './MessagingSpec';

type With<T, K extends keyof T> = T & Required<Pick<T, K>>;

/**
 * A consumer with every field written out whose default would hurt.
 *
 * @public
 */
export type CompleteConsumerSpec = With<
  ConsumerSpec,
  'ackPolicy' | 'ackWait' | 'deliverPolicy' | 'maxDeliver' | 'replayPolicy'
>;

/**
 * A stream with every field written out whose default would hurt.
 *
 * @public
 */
export type CompleteStreamSpec = Omit<
  With<
    StreamSpec,
    'subjects' | 'retention' | 'storage' | 'replicas' | 'discard'
  >,
  'consumers'
> & { consumers: CompleteConsumerSpec[] };

/**
 * A messaging spec in which nothing that matters is left to a default.
 *
 * @public
 */
export interface CompleteMessagingSpec {
  streams: CompleteStreamSpec[];
}

/** The server's own default for explicit acknowledgement (run, nats-server 2.15.1). */
const DEFAULT_ACK_WAIT = '30s';

/** A duration that says something: the server takes zero for its own default. */
function writtenDuration(text: string | undefined): string | undefined {
  return text !== undefined && parseDuration(text) === 0 ? undefined : text;
}

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

/**
 * Writes out the values that a blank field stands for.
 *
 * @param options - `replicas`: copies of a stream that names none, a count
 * @public
 */
export function completeMessagingSpec(
  spec: MessagingSpec,
  options: { replicas: number },
): CompleteMessagingSpec {
  return {
    streams: spec.streams.map(stream => ({
      ...stream,
      // What the server would do with none, said aloud.
      subjects: stream.subjects?.length ? stream.subjects : [stream.name],
      retention: stream.retention ?? 'limits',
      storage: stream.storage ?? 'file',
      replicas: stream.replicas ?? options.replicas,
      discard: stream.discard ?? 'old',
      consumers: (stream.consumers ?? []).map(completeConsumer),
    })),
  };
}
