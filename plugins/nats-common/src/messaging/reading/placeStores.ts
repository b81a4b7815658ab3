import {
  keyValueStream,
  keyValueSubject,
  objectStoreStream,
  objectStoreSubjects,
  sourceBucket,
} from '../jetstream/bucketStreams';
import {
  knows,
  Placed,
  PlacedKeyValue,
  PlacedObjectStore,
  PlacedOrigin,
  PlacedStore,
  PlacedStream,
} from './PlacedMessagingSpec';
import { placeSubject } from './placeTexts';
import { StreamSourceSpec } from '../spec/StreamSpec';

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
    captured: placed.captured,
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
        ? [placeSubject(keyValueSubject(spec.bucket), `${path}.bucket`)]
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
      ? objectStoreSubjects(spec.bucket).map(text =>
          placeSubject(text, `${path}.bucket`),
        )
      : [],
    origins: [],
  };
}

/** Everything that the server keeps as a stream, in the order of the input. */
export function placeStores(
  streams: readonly PlacedStream[],
  keyValues: readonly PlacedKeyValue[],
  objectStores: readonly PlacedObjectStore[],
): PlacedStore[] {
  return [
    ...streams.map(streamStore),
    ...keyValues.map(keyValueStore),
    ...objectStores.map(objectStore),
  ];
}
