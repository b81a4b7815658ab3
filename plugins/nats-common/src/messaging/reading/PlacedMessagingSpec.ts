import { KeyValueSpec, ObjectStoreSpec } from '../spec/BucketSpec';
import { ConsumerSpec } from '../spec/ConsumerSpec';
import { StreamSpec } from '../spec/StreamSpec';

/** A text of a list, and where it stands in the input. */
export interface PlacedText {
  text: string;
  path: string;
}

/** What is known of the place of an asset. */
export interface Placed {
  path: string;
  /** Fields that the input has and that could not be read, whole or in part: nothing follows from their absence. */
  unread: ReadonlySet<string>;
}

/** A consumer and where it stands in the input. */
export interface PlacedConsumer extends Placed {
  consumer: ConsumerSpec;
  stream: PlacedStream;
  /** `filterSubject` and `filterSubjects`; none means all subjects of the stream. */
  filters: PlacedText[];
  /** `filterSubjects` alone. */
  listedFilters: PlacedText[];
  backoff: PlacedText[];
}

/** A stream, where it stands in the input, and its consumers. */
export interface PlacedStream extends Placed {
  stream: StreamSpec;
  subjects: PlacedText[];
  consumers: PlacedConsumer[];
}

/** A key-value bucket and where it stands in the input. */
export interface PlacedKeyValue extends Placed {
  bucket: KeyValueSpec;
}

/** An object store and where it stands in the input. */
export interface PlacedObjectStore extends Placed {
  bucket: ObjectStoreSpec;
}

/** A messaging spec that knows where each part came from, also when parts were left out. */
export interface PlacedMessagingSpec {
  streams: PlacedStream[];
  keyValues: PlacedKeyValue[];
  objectStores: PlacedObjectStore[];
}

/** All consumers, in order. */
export function placedConsumers(spec: PlacedMessagingSpec): PlacedConsumer[] {
  return spec.streams.flatMap(placed => placed.consumers);
}

/** The filters of a consumer as the server sees them: no filter is every subject. */
export function effectiveFilters({ filters }: PlacedConsumer): string[] {
  return filters.length > 0 ? filters.map(({ text }) => text) : ['>'];
}

/** True when the filters of a consumer are known, be it none. */
export function knowsFilters({ unread }: PlacedConsumer): boolean {
  return !unread.has('filterSubject') && !unread.has('filterSubjects');
}

/** True when a finding may follow from a field being absent. */
export function knows({ unread }: Placed, ...fields: string[]): boolean {
  return fields.every(field => !unread.has(field));
}

/** True for a stream that holds messages of others: a mirror, or one with sources. */
export function copiesOthers({ stream, unread }: PlacedStream): boolean {
  return (
    stream.mirror !== undefined ||
    Boolean(stream.sources?.length) ||
    unread.has('mirror') ||
    unread.has('sources')
  );
}
