import {
  ConsumerSpec,
  formatGoDuration,
  KeyValueSpec,
  MessagingSpec,
  NATS_ACCOUNT_ANNOTATION,
  NATS_CONSUMERS_ANNOTATION,
  NATS_DECLARED_IN_METADATA,
  NATS_STREAMS_ANNOTATION,
  ObjectStoreSpec,
  StreamSpec,
  WorkerSpec,
} from '@nats-portal/plugin-nats-common';
import { isTree, textAt, Tree, valueAt } from '../../compare/repository/tree';
import {
  assetKey,
  MARKED_KINDS,
  withoutMark,
} from '../../generate/declaration';
import {
  consumerOrder,
  keyValueOrder,
  objectStoreOrder,
  streamOrder,
} from '../../generate/nackSpecs';
import { YamlValue } from '../../yaml/toNode';
import { ReadAccounts } from './readAccounts';
import { RepositoryReader } from './RepositoryReader';

const NACK = 'jetstream.nats.io';

/** Keys of the objects that the messaging spec does not have. */
const NOT_OF_THE_SPEC = ['account', 'preventDelete', 'streamName'];

/** A consumer, with its stream and the account of both as the servers know it. */
export interface ConsumerReference {
  account: string;
  stream: string;
  consumer: string;
}

/** Tells one consumer of a broker from another: no name has a slash. */
export function consumerKey({
  account,
  stream,
  consumer,
}: ConsumerReference): string {
  return `${account}/${stream}/${consumer}`;
}

/** What `consumerKey` made a key of. */
function consumerOfKey(key: string): ConsumerReference {
  const [account, stream, ...rest] = key.split('/');
  return { account, stream, consumer: rest.join('/') };
}

/** The account, where it is not the first: who names none means that one. */
function named(account: string, { accounts: [first] }: ReadAccounts) {
  return account === first.name ? {} : { account };
}

/** The workers of consumers, by `consumerKey`. */
export type WorkersByConsumer = ReadonlyMap<string, WorkerSpec>;

/** Those fields of an object that a messaging spec can have, as they are: whether they are right is checked later. */
function fieldsOf(content: Tree, keys: readonly string[]): object {
  return Object.fromEntries(
    keys.flatMap(key => {
      const value = valueAt(content, ['spec', key]);
      if (value === undefined || NOT_OF_THE_SPEC.includes(key)) {
        return [];
      }
      if (key !== 'metadata' || !isTree(value)) {
        return [[key, value]];
      }
      // Where it is declared is no wish of anybody: it follows from the repository.
      const metadata = withoutMark(value as Record<string, YamlValue>);
      return metadata ? [[key, metadata]] : [];
    }),
  );
}

/** What the repository declares without a mark on the broker, by `assetKey`: it was generated before there was one, or written by hand. */
export function readUnmarked(
  reader: RepositoryReader,
  accounts: ReadAccounts,
): ReadonlySet<string> {
  return new Set(
    MARKED_KINDS.flatMap(kind =>
      reader
        .ofKind(NACK, kind)
        .filter(
          ({ content }) =>
            textAt(content, ['spec', 'metadata', NATS_DECLARED_IN_METADATA]) ===
            undefined,
        )
        .map(({ content }) =>
          assetKey(
            kind,
            accounts.accountOf(textAt(content, ['spec', 'account'])),
            name => textAt(content, ['spec', name]),
          ),
        ),
    ),
  );
}

function consumerOf(
  fields: object,
  { account, stream }: { account: string; stream: string },
  workers: WorkersByConsumer,
): ConsumerSpec {
  const consumer = fields as ConsumerSpec;
  const worker = workers.get(
    consumerKey({ account, stream, consumer: consumer.durableName }),
  );
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

/** The streams, consumers and buckets that the repository's objects are for, each with its account unless that is the first. */
export function readMessaging(
  reader: RepositoryReader,
  workers: WorkersByConsumer,
  accounts: ReadAccounts,
): MessagingSpec {
  const accountOf = ({ content }: { content: Tree }) =>
    accounts.accountOf(textAt(content, ['spec', 'account']));
  const placeOf = (account: string, stream: string | undefined) =>
    consumerKey({ account, stream: stream ?? '', consumer: '' });
  const consumers = new Map<string, Tree[]>();
  for (const object of reader.ofKind(NACK, 'Consumer')) {
    const { content } = object;
    const key = placeOf(
      accountOf(object),
      textAt(content, ['spec', 'streamName']),
    );
    const known = consumers.get(key);
    if (known) {
      known.push(content);
    } else {
      consumers.set(key, [content]);
    }
  }
  return {
    streams: reader.ofKind(NACK, 'Stream').map(object => {
      const stream = fieldsOf(object.content, streamOrder) as StreamSpec;
      const account = accountOf(object);
      const place = { account, stream: stream.name };
      return {
        ...stream,
        ...named(account, accounts),
        consumers: (consumers.get(placeOf(account, stream.name)) ?? []).map(
          content =>
            consumerOf(fieldsOf(content, consumerOrder), place, workers),
        ),
      };
    }),
    keyValues: reader.ofKind(NACK, 'KeyValue').map(object => ({
      ...keyValueOf(object.content),
      ...named(accountOf(object), accounts),
    })),
    objectStores: reader.ofKind(NACK, 'ObjectStore').map(object => ({
      ...(fieldsOf(object.content, objectStoreOrder) as ObjectStoreSpec),
      ...named(accountOf(object), accounts),
    })),
  };
}

function listed(entity: Tree, annotation: string): string[] {
  const text = textAt(entity, ['metadata', 'annotations', annotation]) ?? '';
  return text.split(',').flatMap(part => part.trim() || []);
}

/**
 * The streams of a repository that holds none, because the portal makes them:
 * their names, and the consumers that have workers. Enough for what the
 * repository says of them, and not for a change of them.
 */
export function namedMessaging(
  entities: readonly Tree[],
  workers: WorkersByConsumer,
  accounts: ReadAccounts,
): MessagingSpec {
  const pairs = [...workers].map(([key, worker]) => ({
    ...consumerOfKey(key),
    worker,
  }));
  const streams = accounts.accounts.flatMap(({ name: account }) => {
    const own = pairs.filter(pair => pair.account === account);
    const names = new Set([
      ...entities
        .filter(
          entity =>
            textAt(entity, [
              'metadata',
              'annotations',
              NATS_ACCOUNT_ANNOTATION,
            ]) === account,
        )
        .flatMap(entity => [
          ...listed(entity, NATS_STREAMS_ANNOTATION),
          ...listed(entity, NATS_CONSUMERS_ANNOTATION).flatMap(
            pattern => pattern.split('/')[0] || [],
          ),
        ]),
      ...own.map(({ stream }) => stream),
    ]);
    return [...names].map(name => ({
      name,
      ...named(account, accounts),
      consumers: own
        .filter(({ stream }) => stream === name)
        .map(({ consumer, worker }) => ({ durableName: consumer, worker })),
    }));
  });
  return { streams };
}
