import { ConsumerSpec, StreamSpec } from './MessagingSpec';

/** A consumer and where it stands in the input. */
export interface PlacedConsumer {
  consumer: ConsumerSpec;
  stream: StreamSpec;
  path: string;
}

/** A stream, where it stands in the input, and its consumers. */
export interface PlacedStream {
  stream: StreamSpec;
  path: string;
  consumers: PlacedConsumer[];
}

/** A messaging spec that knows where each part came from, also when parts were left out. */
export interface PlacedMessagingSpec {
  streams: PlacedStream[];
}

/** All consumers, in order. */
export function placedConsumers(spec: PlacedMessagingSpec): PlacedConsumer[] {
  return spec.streams.flatMap(placed => placed.consumers);
}
