import {
  completeMessagingSpec,
  JetStreamConfig,
  MessagingSpec,
  toConsumerConfig,
  toKeyValueConfig,
  toObjectStoreConfig,
  toStreamConfig,
} from '@nats-portal/plugin-nats-common';

/** What a spec says of one asset, in the words of the JetStream API. */
export interface WantedConfig {
  /** The fields that the spec names; what is there already is compared with these. */
  named: JetStreamConfig;
  /** With every default written out; what is created gets these. Made when it is first asked for. */
  complete(): JetStreamConfig;
}

/** A consumer that a spec wants. */
export interface WantedConsumer extends WantedConfig {
  name: string;
}

/** A stream that a spec wants, with its consumers. */
export interface WantedStream extends WantedConfig {
  name: string;
  consumers: WantedConsumer[];
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Buckets are streams to the server, whose consumers are the clients' own. */
function wantedBuckets<T>(
  toConfig: (bucket: T) => JetStreamConfig,
  named: readonly T[],
  complete: () => readonly T[],
): WantedStream[] {
  return named.map((bucket, i) => {
    const config = toConfig(bucket);
    return {
      name: String(config.name),
      named: config,
      complete: once(() => toConfig(complete()[i])),
      consumers: [],
    };
  });
}

/**
 * Translates a spec that was checked: its streams, then its buckets.
 *
 * @param options - `replicas`: copies of a new stream that names none, a count
 */
export function wantedAssets(
  spec: MessagingSpec,
  options: { replicas: number },
): WantedStream[] {
  const complete = once(() => completeMessagingSpec(spec, options));
  const streams = spec.streams.map((stream, i) => ({
    name: stream.name,
    named: toStreamConfig(stream),
    complete: once(() => toStreamConfig(complete().streams[i])),
    consumers: (stream.consumers ?? []).map((consumer, j) => ({
      name: consumer.durableName,
      named: toConsumerConfig(consumer),
      complete: once(() =>
        toConsumerConfig(complete().streams[i].consumers[j]),
      ),
    })),
  }));
  return [
    ...streams,
    ...wantedBuckets(
      toKeyValueConfig,
      spec.keyValues ?? [],
      () => complete().keyValues,
    ),
    ...wantedBuckets(
      toObjectStoreConfig,
      spec.objectStores ?? [],
      () => complete().objectStores,
    ),
  ];
}
