import { z } from 'zod';
import { Finding } from '../../findings/Finding';
import { formatPath } from '../../findings/formatPath';
import {
  explainShape,
  explainType,
  InputPath,
  unknownField,
} from './explainShape';
import { KeyValueSpec, ObjectStoreSpec } from '../spec/BucketSpec';
import { ConsumerSpec } from '../spec/ConsumerSpec';
import {
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
import { withoutFaulty } from './withoutFaulty';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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

/** The lists of a messaging spec. */
const LISTS = ['streams', 'keyValues', 'objectStores'];

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
  path: InputPath,
  findings: Finding[],
): Asset<T> {
  const result = schema.safeParse(input);
  if (result.success) {
    return { value: result.data, unread: new Set() };
  }
  const { issues } = result.error;
  findings.push(...explainShape(issues, input, path));
  return {
    value: readablePart(partialSchema, input, issues),
    unread: new Set(issues.map(issue => String(issue.path[0]))),
  };
}

/** Reads a list of objects one after the other, each with its index in the input. */
function readObjects<T>(
  value: unknown,
  path: InputPath,
  findings: Finding[],
  read: (item: Record<string, unknown>, at: InputPath) => T,
): T[] {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    findings.push(
      error('js-shape', formatPath(path), explainType('array', value)),
    );
    return [];
  }
  return value.flatMap((item, i) => {
    const at = [...path, i];
    if (isObject(item)) {
      return [read(item, at)];
    }
    findings.push(
      error('js-shape', formatPath(at), explainType('object', item)),
    );
    return [];
  });
}

/** The texts of a list with their places; what is no text was reported by the schema. */
function placedTexts(value: unknown, path: InputPath): PlacedText[] {
  const one = (text: unknown, at: InputPath) =>
    typeof text === 'string' ? [{ text, path: formatPath(at) }] : [];
  return Array.isArray(value)
    ? value.flatMap((text, i) => one(text, [...path, i]))
    : one(value, path);
}

function readConsumer(
  item: Record<string, unknown>,
  at: InputPath,
  stream: PlacedStream,
  findings: Finding[],
): PlacedConsumer {
  const { value, unread } = readAsset<ConsumerSpec>(
    consumerSchema,
    partialConsumerSchema,
    item,
    at,
    findings,
  );
  const texts = (field: 'filterSubject' | 'filterSubjects' | 'backoff') =>
    value[field] === undefined ? [] : placedTexts(item[field], [...at, field]);
  return {
    consumer: { ...value, durableName: value.durableName ?? '' },
    stream,
    path: formatPath(at),
    unread,
    filters: [...texts('filterSubject'), ...texts('filterSubjects')],
    listedFilters: texts('filterSubjects'),
    backoff: texts('backoff'),
  };
}

function readStream(
  item: Record<string, unknown>,
  at: InputPath,
  findings: Finding[],
): PlacedStream {
  const { consumers: list, ...own } = item;
  const { value, unread } = readAsset<Omit<StreamSpec, 'consumers'>>(
    streamSchema,
    partialStreamSchema,
    own,
    at,
    findings,
  );
  const placed: PlacedStream = {
    stream: { ...value, name: value.name ?? '' },
    path: formatPath(at),
    unread:
      list === undefined || Array.isArray(list)
        ? unread
        : new Set([...unread, 'consumers']),
    subjects:
      value.subjects === undefined
        ? []
        : placedTexts(item.subjects, [...at, 'subjects']),
    consumers: [],
  };
  placed.consumers = readObjects(
    list,
    [...at, 'consumers'],
    findings,
    (consumer, consumerAt) =>
      readConsumer(consumer, consumerAt, placed, findings),
  );
  if (list !== undefined) {
    placed.stream.consumers = placed.consumers
      .filter(({ unread: fields }) => !fields.has('durableName'))
      .map(({ consumer }) => consumer);
  }
  return placed;
}

function readKeyValue(
  item: Record<string, unknown>,
  at: InputPath,
  findings: Finding[],
): PlacedKeyValue {
  const { value, unread } = readAsset<KeyValueSpec>(
    keyValueSchema,
    partialKeyValueSchema,
    item,
    at,
    findings,
  );
  const bucket = { ...value, bucket: value.bucket ?? '' };
  return { bucket, path: formatPath(at), unread };
}

function readObjectStore(
  item: Record<string, unknown>,
  at: InputPath,
  findings: Finding[],
): PlacedObjectStore {
  const { value, unread } = readAsset<ObjectStoreSpec>(
    objectStoreSchema,
    partialObjectStoreSchema,
    item,
    at,
    findings,
  );
  const bucket = { ...value, bucket: value.bucket ?? '' };
  return { bucket, path: formatPath(at), unread };
}

/**
 * Reads the shape of a messaging spec from what a form, a template or a file
 * holds. Nothing is thrown: what is wrong comes back as findings, and the rest
 * with the places it came from.
 */
export function parseMessagingSpec(input: unknown): {
  spec: PlacedMessagingSpec;
  findings: Finding[];
} {
  if (!isObject(input)) {
    return {
      spec: { streams: [], keyValues: [], objectStores: [] },
      findings: [error('js-shape', '', 'a messaging spec must be an object')],
    };
  }
  const findings = Object.keys(input)
    .filter(key => !LISTS.includes(key))
    .map(key => unknownField([key]));
  if (LISTS.every(list => input[list] === undefined)) {
    findings.push(error('js-shape', 'streams', 'is missing'));
  }
  const read = <T>(
    list: string,
    one: (
      item: Record<string, unknown>,
      at: InputPath,
      findings: Finding[],
    ) => T,
  ) =>
    readObjects(input[list], [list], findings, (item, at) =>
      one(item, at, findings),
    );
  return {
    spec: {
      streams: read('streams', readStream),
      keyValues: read('keyValues', readKeyValue),
      objectStores: read('objectStores', readObjectStore),
    },
    findings,
  };
}
