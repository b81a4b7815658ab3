import { KeyValueSpec, ObjectStoreSpec } from '../spec/BucketSpec';
import { ConsumerSpec } from '../spec/ConsumerSpec';
import { StreamSourceSpec, StreamSpec } from '../spec/StreamSpec';

/** A text, and where it stands in the input. */
export interface PlacedText {
  text: string;
  path: string;
}

/** A subject or filter, and where it stands in the input. */
export interface PlacedSubject extends PlacedText {
  /** Why it is no subject; absent for a good one. */
  problem?: string;
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
  filters: readonly PlacedSubject[];
  /** `filterSubjects` alone. */
  listedFilters: readonly PlacedSubject[];
  backoff: readonly PlacedText[];
}

/** A stream, where it stands in the input, and its consumers. */
export interface PlacedStream extends Placed {
  stream: StreamSpec;
  /** True where the input has consumers of it and says nothing else of it. */
  hasOnlyConsumers: boolean;
  subjects: PlacedSubject[];
  /** What it captures: its name where it has no subjects and copies nobody; nothing where it is not known. */
  captured: PlacedSubject[];
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

/** A mirror or source, and where it stands in the input. */
export interface PlacedOrigin {
  source: StreamSourceSpec;
  path: string;
  kind: 'mirror' | 'source';
  /** The stream that is copied. */
  stream: string;
  /** True for a stream of another account or domain. */
  isElsewhere: boolean;
}

/** Whatever the server keeps as a stream: a stream, or what is behind a bucket. */
export interface PlacedStore extends Placed {
  spec: StreamSpec | KeyValueSpec | ObjectStoreSpec;
  kind: 'stream' | 'keyValue' | 'objectStore';
  /** The stream; empty where its name could not be read. */
  name: string;
  nameField: 'name' | 'bucket';
  ageField: 'maxAge' | 'ttl';
  maxAge: string | undefined;
  sizeField: 'maxMsgSize' | 'maxValueSize';
  maxMsgSize: number | undefined;
  captured: PlacedSubject[];
  origins: PlacedOrigin[];
}

/** A messaging spec that knows where each part came from, also when parts were left out. */
export interface PlacedMessagingSpec {
  streams: PlacedStream[];
  /** Those of all streams, in order. */
  consumers: PlacedConsumer[];
  keyValues: PlacedKeyValue[];
  objectStores: PlacedObjectStore[];
  /** Streams and buckets, in order. */
  stores: PlacedStore[];
}

/** The subjects that are some. */
export function validTexts(subjects: readonly PlacedSubject[]): string[] {
  return subjects.filter(({ problem }) => !problem).map(({ text }) => text);
}

/** The filters of a consumer as the server sees them: no filter is every subject, and one that is no subject takes nothing. */
export function effectiveFilters({ filters }: PlacedConsumer): string[] {
  return filters.length > 0 ? validTexts(filters) : ['>'];
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
export function copiesOthers({
  stream,
  unread,
}: Pick<PlacedStream, 'stream' | 'unread'>): boolean {
  return (
    stream.mirror !== undefined ||
    Boolean(stream.sources?.length) ||
    unread.has('mirror') ||
    unread.has('sources')
  );
}
