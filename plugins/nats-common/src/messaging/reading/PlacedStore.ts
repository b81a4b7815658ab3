import { KeyValueSpec, ObjectStoreSpec } from '../spec/BucketSpec';
import {
  keyValueStream,
  keyValueSubject,
  objectStoreStream,
  objectStoreSubjects,
  sourceBucket,
} from '../jetstream/bucketStreams';
import {
  copiesOthers,
  knows,
  Placed,
  PlacedKeyValue,
  PlacedMessagingSpec,
  PlacedObjectStore,
  PlacedStream,
  PlacedText,
} from './PlacedMessagingSpec';
import { StreamSourceSpec, StreamSpec } from '../spec/StreamSpec';

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
  /** What it captures; one without subjects captures its own name, unless it copies others. */
  captured: PlacedText[];
  origins: PlacedOrigin[];
}

interface Copies {
  mirror?: StreamSourceSpec;
  sources?: StreamSourceSpec[];
}

/** The indices of the sources that could be read are not those of the input where one could not. */
function placedOrigins(
  { mirror, sources = [] }: Copies,
  { path, unread }: Placed,
  streamOf: (name: string) => string,
): PlacedOrigin[] {
  const placed = (
    source: StreamSourceSpec,
    kind: PlacedOrigin['kind'],
    at: string,
  ): PlacedOrigin => ({
    source,
    kind,
    path: at,
    stream: streamOf(source.name),
    isElsewhere: Boolean(
      source.externalApiPrefix || source.externalDeliverPrefix,
    ),
  });
  const isWhole = !unread.has('sources');
  return [
    ...(mirror ? [placed(mirror, 'mirror', `${path}.mirror`)] : []),
    ...sources.map((source, i) =>
      placed(
        source,
        'source',
        isWhole ? `${path}.sources[${i}]` : `${path}.sources`,
      ),
    ),
  ];
}

function capturedByStream(placed: PlacedStream): PlacedText[] {
  const { stream, path, subjects } = placed;
  const namesItself =
    subjects.length === 0 &&
    !copiesOthers(placed) &&
    knows(placed, 'name', 'subjects');
  return namesItself ? [{ text: stream.name, path: `${path}.name` }] : subjects;
}

function streamStore(placed: PlacedStream): PlacedStore {
  const { stream, path, unread } = placed;
  return {
    path,
    unread,
    spec: stream,
    kind: 'stream',
    name: stream.name,
    nameField: 'name',
    ageField: 'maxAge',
    maxAge: stream.maxAge,
    sizeField: 'maxMsgSize',
    maxMsgSize: stream.maxMsgSize,
    captured: capturedByStream(placed),
    origins: placedOrigins(stream, placed, name => name),
  };
}

const bucketFields = {
  nameField: 'bucket',
  ageField: 'ttl',
  sizeField: 'maxValueSize',
} as const;

function keyValueStore(placed: PlacedKeyValue): PlacedStore {
  const { bucket: spec, path, unread } = placed;
  const isNamed = knows(placed, 'bucket');
  return {
    path,
    unread,
    spec,
    kind: 'keyValue',
    ...bucketFields,
    name: isNamed ? keyValueStream(spec.bucket) : '',
    maxAge: spec.ttl,
    maxMsgSize: spec.maxValueSize,
    captured:
      isNamed && !spec.mirror
        ? [{ text: keyValueSubject(spec.bucket), path: `${path}.bucket` }]
        : [],
    origins: placedOrigins(spec, placed, name =>
      keyValueStream(sourceBucket(name)),
    ),
  };
}

function objectStore(placed: PlacedObjectStore): PlacedStore {
  const { bucket: spec, path, unread } = placed;
  const isNamed = knows(placed, 'bucket');
  return {
    path,
    unread,
    spec,
    kind: 'objectStore',
    ...bucketFields,
    name: isNamed ? objectStoreStream(spec.bucket) : '',
    maxAge: spec.ttl,
    maxMsgSize: undefined,
    captured: isNamed
      ? objectStoreSubjects(spec.bucket).map(text => ({
          text,
          path: `${path}.bucket`,
        }))
      : [],
    origins: [],
  };
}

/** Everything that the server keeps as a stream, in the order of the input. */
export function placedStores(spec: PlacedMessagingSpec): PlacedStore[] {
  return [
    ...spec.streams.map(streamStore),
    ...spec.keyValues.map(keyValueStore),
    ...spec.objectStores.map(objectStore),
  ];
}
