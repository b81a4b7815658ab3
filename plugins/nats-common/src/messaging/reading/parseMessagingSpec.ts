import { z } from 'zod';
import { Finding } from '../../findings/Finding';
import { formatPath } from '../../findings/formatPath';
import { explainShape, explainType, unknownField } from './explainShape';
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
import { withoutFaulty } from './withoutFaulty';

interface Asset<T> {
  /** What could be read. */
  value: Partial<T>;
  /** The fields that could not. */
  unread: ReadonlySet<string>;
}

const partialStreamSchema = streamSchema.partial();
const partialConsumerSchema = consumerSchema.partial();
const partialKeyValueSchema = keyValueSchema.partial();
const partialObjectStoreSchema = objectStoreSchema.partial();

const NOTHING: ReadonlySet<string> = new Set();

/** What is not known of a stream of which there are consumers only. */
const EVERYTHING: ReadonlySet<string> = new Set(
  Object.keys(streamSchema.shape).filter(field => field !== 'name'),
);

/** What is right of an asset; a part that is useless without what is wrong in it goes as a whole. */
function readablePart<T>(
  partialSchema: z.ZodType<Partial<T>>,
  input: Record<string, unknown>,
  issues: readonly z.core.$ZodIssue[],
): Partial<T> {
  const rest = withoutFaulty(input, issues);
  const result = partialSchema.safeParse(rest);
  if (result.success) {
    return result.data;
  }
  const useless = new Set(result.error.issues.map(({ path }) => path[0]));
  const whole = Object.entries(rest).filter(([key]) => !useless.has(key));
  return partialSchema.safeParse(Object.fromEntries(whole)).data ?? {};
}

/** Reads one asset: what is wrong goes to the findings, and what is right comes back. */
function readAsset<T>(
  schema: z.ZodType<T>,
  partialSchema: z.ZodType<Partial<T>>,
  input: Record<string, unknown>,
  path: string,
  findings: Finding[],
): Asset<T> {
  const result = schema.safeParse(input);
  if (result.success) {
    return { value: result.data, unread: NOTHING };
  }
  const { issues } = result.error;
  findings.push(...explainShape(issues, input, path));
  return {
    value: readablePart(partialSchema, input, issues),
    unread: new Set(issues.map(issue => String(issue.path[0]))),
  };
}

type Read<T> = (
  item: Record<string, unknown>,
  path: string,
  findings: Finding[],
) => T;

/** Reads a list of objects one after the other, each with its index in the input. */
function readObjects<T>(
  value: unknown,
  path: string,
  findings: Finding[],
  read: Read<T>,
): T[] {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    findings.push(error('js-shape', path, explainType('array', value)));
    return [];
  }
  const objects: T[] = [];
  value.forEach((item, i) => {
    const at = `${path}[${i}]`;
    if (isObject(item)) {
      objects.push(read(item, at, findings));
    } else {
      findings.push(error('js-shape', at, explainType('object', item)));
    }
  });
  return objects;
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
  const { value, unread } = readAsset<ConsumerSpec>(
    consumerSchema,
    partialConsumerSchema,
    item,
    path,
    findings,
  );
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
  const { value, unread: faulty } = readAsset<Omit<StreamSpec, 'consumers'>>(
    streamSchema,
    partialStreamSchema,
    own,
    path,
    findings,
  );
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
  placed.consumers = readObjects(
    list,
    `${path}.consumers`,
    findings,
    (consumer, at) => readConsumer(consumer, at, placed, findings),
  );
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
  const { value, unread } = readAsset<KeyValueSpec>(
    keyValueSchema,
    partialKeyValueSchema,
    item,
    path,
    findings,
  );
  return { bucket: { ...value, bucket: value.bucket ?? '' }, path, unread };
}

function readObjectStore(
  item: Record<string, unknown>,
  path: string,
  findings: Finding[],
): PlacedObjectStore {
  const { value, unread } = readAsset<ObjectStoreSpec>(
    objectStoreSchema,
    partialObjectStoreSchema,
    item,
    path,
    findings,
  );
  return { bucket: { ...value, bucket: value.bucket ?? '' }, path, unread };
}

/**
 * Reads the shape of a messaging spec from what a form, a template or a file
 * holds. Nothing is thrown: what is wrong comes back as findings, and the rest
 * with the places it came from.
 *
 * @param onlyConsumers - paths of streams of which nothing else is known
 */
export function parseMessagingSpec(
  input: unknown,
  onlyConsumers: ReadonlySet<string> = new Set(),
): {
  spec: PlacedMessagingSpec;
  findings: Finding[];
} {
  const lists = isObject(input) ? input : {};
  const findings = isObject(input)
    ? Object.keys(input)
        .filter(key => !LISTS.some(list => list === key))
        .map(key => unknownField(formatPath([key])))
    : [error('js-shape', '', 'a messaging spec must be an object')];
  if (isObject(input) && LISTS.every(list => input[list] === undefined)) {
    findings.push(error('js-shape', 'streams', 'is missing'));
  }
  const read = <T>(list: string, one: Read<T>) =>
    readObjects(lists[list], list, findings, one);
  const streams = read('streams', (item, path) =>
    readStream(item, path, findings, onlyConsumers.has(path)),
  );
  const keyValues = read('keyValues', readKeyValue);
  const objectStores = read('objectStores', readObjectStore);
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
