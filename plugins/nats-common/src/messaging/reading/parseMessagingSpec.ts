import { Finding } from '../../findings/Finding';
import { formatPath } from '../../findings/formatPath';
import { assetReader } from './assetReader';
import { explainType, unknownField } from './explainShape';
import { KeyValueSpec, ObjectStoreSpec } from '../spec/BucketSpec';
import { ConsumerSpec } from '../spec/ConsumerSpec';
import {
  copiesOthers,
  PlacedConsumer,
  PlacedKeyValue,
  PlacedMessagingSpec,
  PlacedObjectStore,
  PlacedStream,
  PlacedText,
} from './PlacedMessagingSpec';
import { error } from '../rules/MessagingRule';
import { keyValueSchema, objectStoreSchema } from './shapes/bucketShapes';
import { consumerSchema } from './shapes/consumerShape';
import { streamSchema } from './shapes/streamShape';
import { StreamSpec } from '../spec/StreamSpec';
import { LISTS } from './findAssets';
import { isObject } from './isObject';
import { placeStores } from './placeStores';
import { placeSubject, placeTexts } from './placeTexts';

const readStreamFields = assetReader<Omit<StreamSpec, 'consumers'>>(
  streamSchema,
  'name',
);
const readConsumerFields = assetReader<ConsumerSpec>(
  consumerSchema,
  'durableName',
);
const readKeyValueFields = assetReader<KeyValueSpec>(keyValueSchema, 'bucket');
const readObjectStoreFields = assetReader<ObjectStoreSpec>(
  objectStoreSchema,
  'bucket',
);

/** What is not known of a stream of which there are consumers only. */
const EVERYTHING: ReadonlySet<string> = new Set(
  Object.keys(streamSchema.shape).filter(field => field !== 'name'),
);

/** The objects of a list one after the other, each with its place in the input; what is none goes to the findings. */
function* objectsOf(
  value: unknown,
  path: string,
  findings: Finding[],
): Iterable<[item: Record<string, unknown>, at: string]> {
  if (value === undefined) {
    return;
  }
  if (!Array.isArray(value)) {
    findings.push(error('js-shape', path, explainType('array', value)));
    return;
  }
  for (const [i, item] of value.entries()) {
    const at = `${path}[${i}]`;
    if (isObject(item)) {
      yield [item, at];
    } else {
      findings.push(error('js-shape', at, explainType('object', item)));
    }
  }
}

/** Of the many consumers that have none of what is listed. */
const NONE: readonly never[] = [];

const isNamed = (consumer: Partial<ConsumerSpec>): consumer is ConsumerSpec =>
  consumer.durableName !== undefined;

const placeText = (text: string, path: string): PlacedText => ({ text, path });

function readConsumer(
  item: Record<string, unknown>,
  path: string,
  stream: PlacedStream,
  findings: Finding[],
): PlacedConsumer {
  const { value, unread } = readConsumerFields(item, path, findings);
  const filters = (field: 'filterSubject' | 'filterSubjects') =>
    value[field] === undefined
      ? NONE
      : placeTexts(item[field], `${path}.${field}`, placeSubject);
  const filter = filters('filterSubject');
  const listedFilters = filters('filterSubjects');
  return {
    consumer: isNamed(value) ? value : { ...value, durableName: '' },
    stream,
    path,
    unread,
    filters:
      listedFilters.length === 0 ? filter : [...filter, ...listedFilters],
    listedFilters,
    backoff:
      value.backoff === undefined
        ? NONE
        : placeTexts(item.backoff, `${path}.backoff`, placeText),
  };
}

function readStream(
  item: Record<string, unknown>,
  path: string,
  findings: Finding[],
  hasOnlyConsumers: boolean,
): PlacedStream {
  const { consumers: list, ...own } = item;
  const { value, unread: faulty } = readStreamFields(own, path, findings);
  const unread = hasOnlyConsumers ? EVERYTHING : faulty;
  const stream: StreamSpec = { ...value, name: value.name ?? '' };
  const subjects =
    value.subjects === undefined
      ? []
      : placeTexts(item.subjects, `${path}.subjects`, placeSubject);
  const isKnown = !unread.has('name') && !unread.has('subjects');
  const placed: PlacedStream = {
    stream,
    path,
    hasOnlyConsumers,
    unread:
      list === undefined || Array.isArray(list)
        ? unread
        : new Set([...unread, 'consumers']),
    subjects,
    captured:
      subjects.length === 0 && isKnown && !copiesOthers({ stream, unread })
        ? [placeSubject(stream.name, `${path}.name`)]
        : subjects,
    consumers: [],
  };
  for (const [consumer, at] of objectsOf(list, `${path}.consumers`, findings)) {
    placed.consumers.push(readConsumer(consumer, at, placed, findings));
  }
  if (list !== undefined) {
    stream.consumers = placed.consumers
      .filter(({ unread: fields }) => !fields.has('durableName'))
      .map(({ consumer }) => consumer);
  }
  return placed;
}

function readKeyValue(
  item: Record<string, unknown>,
  path: string,
  findings: Finding[],
): PlacedKeyValue {
  const { value, unread } = readKeyValueFields(item, path, findings);
  return { bucket: { ...value, bucket: value.bucket ?? '' }, path, unread };
}

function readObjectStore(
  item: Record<string, unknown>,
  path: string,
  findings: Finding[],
): PlacedObjectStore {
  const { value, unread } = readObjectStoreFields(item, path, findings);
  return { bucket: { ...value, bucket: value.bucket ?? '' }, path, unread };
}

/**
 * Reads the shape of a messaging spec from what a form, a template or a file
 * holds. Nothing is thrown: what is wrong comes back as findings, and the rest
 * with the places it came from. Each stream is yielded as soon as it was read.
 *
 * @param onlyConsumers - paths of streams of which nothing else is known
 */
export function* parseMessagingSpec(
  input: unknown,
  onlyConsumers: ReadonlySet<string> = new Set(),
): Generator<
  PlacedStream,
  { spec: PlacedMessagingSpec; findings: Finding[] },
  void
> {
  const lists = isObject(input) ? input : {};
  const findings = isObject(input)
    ? Object.keys(input)
        .filter(key => !LISTS.some(list => list === key))
        .map(key => unknownField(formatPath([key])))
    : [error('js-shape', '', 'a messaging spec must be an object')];
  if (isObject(input) && LISTS.every(list => input[list] === undefined)) {
    findings.push(error('js-shape', 'streams', 'is missing'));
  }
  const streams: PlacedStream[] = [];
  for (const [item, path] of objectsOf(lists.streams, 'streams', findings)) {
    const stream = readStream(item, path, findings, onlyConsumers.has(path));
    streams.push(stream);
    yield stream;
  }
  const keyValues: PlacedKeyValue[] = [];
  for (const [item, path] of objectsOf(
    lists.keyValues,
    'keyValues',
    findings,
  )) {
    keyValues.push(readKeyValue(item, path, findings));
  }
  const objectStores: PlacedObjectStore[] = [];
  for (const [item, path] of objectsOf(
    lists.objectStores,
    'objectStores',
    findings,
  )) {
    objectStores.push(readObjectStore(item, path, findings));
  }
  return {
    spec: {
      streams,
      consumers: streams.flatMap(({ consumers }) => consumers),
      keyValues,
      objectStores,
      stores: placeStores(streams, keyValues, objectStores),
    },
    findings,
  };
}
