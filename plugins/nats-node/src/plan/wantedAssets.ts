import {
  CompleteMessagingSpec,
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

/** One wish. Of most of a large account nobody asks for the defaults, so that what they take is shared. */
class Wanted implements WantedConfig {
  readonly name: string;
  readonly named: JetStreamConfig;
  readonly #completeOne: (index: number) => JetStreamConfig;
  readonly #index: number;
  #complete: JetStreamConfig | undefined;

  /** @param completeOne - makes the complete configuration of each asset of a list */
  constructor(
    named: JetStreamConfig,
    completeOne: (index: number) => JetStreamConfig,
    index: number,
  ) {
    this.name = String(named.name);
    this.named = named;
    this.#completeOne = completeOne;
    this.#index = index;
  }

  complete(): JetStreamConfig {
    this.#complete ??= this.#completeOne(this.#index);
    return this.#complete;
  }
}

class WantedWithConsumers extends Wanted implements WantedStream {
  readonly consumers: WantedConsumer[];

  /** @param consumers - none of a bucket: those are the clients' own */
  constructor(
    named: JetStreamConfig,
    completeOne: (index: number) => JetStreamConfig,
    index: number,
    consumers: WantedConsumer[] = [],
  ) {
    super(named, completeOne, index);
    this.consumers = consumers;
  }
}

/**
 * Translates a spec that was checked: its streams, then its buckets, which are streams to the server.
 *
 * @param options - `replicas`: copies of a new stream that names none, a count
 */
export function wantedAssets(
  spec: MessagingSpec,
  options: { replicas: number },
): WantedStream[] {
  let made: CompleteMessagingSpec | undefined;
  const complete = () => {
    made ??= completeMessagingSpec(spec, options);
    return made;
  };
  const completeStream = (i: number) => toStreamConfig(complete().streams[i]);
  const streams = spec.streams.map((stream, i) => {
    const completeConsumer = (j: number) =>
      toConsumerConfig(complete().streams[i].consumers[j]);
    return new WantedWithConsumers(
      toStreamConfig(stream),
      completeStream,
      i,
      stream.consumers?.map(
        (consumer, j) =>
          new Wanted(toConsumerConfig(consumer), completeConsumer, j),
      ),
    );
  });
  const keyValues = (spec.keyValues ?? []).map(
    (bucket, i) =>
      new WantedWithConsumers(
        toKeyValueConfig(bucket),
        one => toKeyValueConfig(complete().keyValues[one]),
        i,
      ),
  );
  const objectStores = (spec.objectStores ?? []).map(
    (bucket, i) =>
      new WantedWithConsumers(
        toObjectStoreConfig(bucket),
        one => toObjectStoreConfig(complete().objectStores[one]),
        i,
      ),
  );
  return [...streams, ...keyValues, ...objectStores];
}
