import {
  completeMessagingSpec,
  JetStreamConfig,
  MessagingSpec,
  toConsumerConfig,
  toStreamConfig,
} from '@nats-portal/plugin-nats-common';

/** What a spec says of one asset, in the words of the JetStream API. */
export interface WantedConfig {
  /** The fields that the spec names; what is there already is compared with these. */
  named: JetStreamConfig;
  /** With every default written out; what is created gets these. */
  complete: JetStreamConfig;
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

/**
 * Translates a spec that was checked.
 *
 * @param options - `replicas`: copies of a new stream that names none, a count
 */
export function wantedAssets(
  spec: MessagingSpec,
  options: { replicas: number },
): WantedStream[] {
  const complete = completeMessagingSpec(spec, options);
  return spec.streams.map((stream, i) => ({
    name: stream.name,
    named: toStreamConfig(stream),
    complete: toStreamConfig(complete.streams[i]),
    consumers: (stream.consumers ?? []).map((consumer, j) => ({
      name: consumer.durableName,
      named: toConsumerConfig(consumer),
      complete: toConsumerConfig(complete.streams[i].consumers[j]),
    })),
  }));
}
