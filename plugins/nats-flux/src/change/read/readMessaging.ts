import {
  ConsumerSpec,
  formatGoDuration,
  KeyValueSpec,
  MessagingSpec,
  NATS_CONSUMERS_ANNOTATION,
  NATS_STREAMS_ANNOTATION,
  ObjectStoreSpec,
  StreamSpec,
  WorkerSpec,
} from '@nats-portal/plugin-nats-common';
import { textAt, Tree, valueAt } from '../../compare/repository/tree';
import {
  consumerOrder,
  keyValueOrder,
  objectStoreOrder,
  streamOrder,
} from '../../generate/nackSpecs';
import { RepositoryReader } from './RepositoryReader';

const NACK = 'jetstream.nats.io';

/** Keys of the objects that the messaging spec does not have. */
const NOT_OF_THE_SPEC = ['account', 'preventDelete', 'streamName'];

/** The workers of consumers, by `STREAM/consumer`. */
export type WorkersByConsumer = ReadonlyMap<string, WorkerSpec>;

/** Those fields of an object that a messaging spec can have, as they are: whether they are right is checked later. */
function fieldsOf(content: Tree, keys: readonly string[]): object {
  return Object.fromEntries(
    keys.flatMap(key => {
      const value = valueAt(content, ['spec', key]);
      return value === undefined || NOT_OF_THE_SPEC.includes(key)
        ? []
        : [[key, value]];
    }),
  );
}

function consumerOf(
  fields: object,
  stream: string,
  workers: WorkersByConsumer,
): ConsumerSpec {
  const consumer = fields as ConsumerSpec;
  const worker = workers.get(`${stream}/${consumer.durableName}`);
  return { ...consumer, ...(worker ? { worker } : {}) };
}

function keyValueOf(content: Tree): KeyValueSpec {
  const bucket = fieldsOf(content, keyValueOrder) as KeyValueSpec;
  const marker: unknown = bucket.limitMarkerTtl;
  // The one duration that the controller takes as a number.
  return typeof marker === 'number' && Number.isInteger(marker)
    ? { ...bucket, limitMarkerTtl: formatGoDuration(marker) }
    : bucket;
}

/** The streams, consumers and buckets that the repository's objects are for. */
export function readMessaging(
  reader: RepositoryReader,
  workers: WorkersByConsumer,
): MessagingSpec {
  const consumers = reader.ofKind(NACK, 'Consumer');
  return {
    streams: reader.ofKind(NACK, 'Stream').map(({ content }) => {
      const stream = fieldsOf(content, streamOrder) as StreamSpec;
      return {
        ...stream,
        consumers: consumers
          .filter(
            each =>
              textAt(each.content, ['spec', 'streamName']) === stream.name,
          )
          .map(each =>
            consumerOf(
              fieldsOf(each.content, consumerOrder),
              stream.name,
              workers,
            ),
          ),
      };
    }),
    keyValues: reader
      .ofKind(NACK, 'KeyValue')
      .map(({ content }) => keyValueOf(content)),
    objectStores: reader
      .ofKind(NACK, 'ObjectStore')
      .map(
        ({ content }) => fieldsOf(content, objectStoreOrder) as ObjectStoreSpec,
      ),
  };
}

function listed(entity: Tree | undefined, annotation: string): string[] {
  const text = textAt(entity, ['metadata', 'annotations', annotation]) ?? '';
  return text.split(',').flatMap(part => part.trim() || []);
}

/**
 * The streams of a repository that holds none, because the portal makes them:
 * their names, and the consumers that have workers. Enough for what the
 * repository says of them, and not for a change of them.
 */
export function namedMessaging(
  broker: Tree | undefined,
  workers: WorkersByConsumer,
): MessagingSpec {
  const pairs = [...workers].map(([key, worker]) => {
    const slash = key.indexOf('/');
    return {
      stream: key.slice(0, slash),
      consumer: { durableName: key.slice(slash + 1), worker },
    };
  });
  const names = new Set([
    ...listed(broker, NATS_STREAMS_ANNOTATION),
    ...listed(broker, NATS_CONSUMERS_ANNOTATION).flatMap(
      pattern => pattern.split('/')[0] || [],
    ),
    ...pairs.map(({ stream }) => stream),
  ]);
  return {
    streams: [...names].map(name => ({
      name,
      consumers: pairs
        .filter(({ stream }) => stream === name)
        .map(({ consumer }) => consumer),
    })),
  };
}
