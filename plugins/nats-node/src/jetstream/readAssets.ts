import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { forEachBounded } from '../forEachBounded';
import { ConsumerInfo, StreamInfo } from './AssetInfo';
import { JetStreamApi } from './JetStreamApi';
import { ListPage } from './ListPage';
import { FullList, LISTS_AT_ONCE, readPages } from './readPages';

/** A stream or consumer as the broker holds it. */
export interface CurrentAsset {
  config: JetStreamConfig;
  /** Messages in a stream, a count. */
  messages?: number;
  /** Bytes in a stream. */
  bytes?: number;
  /** Consumers of a stream, a count. */
  consumers?: number;
  /** Names of the durable consumers of a stream, where it may be made anew. */
  durables?: string[];
  /** Messages that a consumer has yet to do or is at, a count. */
  backlog?: number;
  /** Why the servers cannot run it; what they say of it may be incomplete. */
  offline?: string;
}

/** The streams of an account, as far as the servers could say. */
export interface ListedStreams {
  streams: Map<string, CurrentAsset>;
  /** Names of streams that exist and did not answer. */
  missing: Set<string>;
}

/** A stream of an answer of the API. */
export function toStreamAsset({ config, state }: StreamInfo): CurrentAsset {
  return {
    config,
    messages: state?.messages,
    bytes: state?.bytes,
    consumers: state?.consumer_count,
  };
}

/** A consumer of an answer of the API. */
export function toConsumerAsset({
  config,
  num_pending: waiting = 0,
  num_ack_pending: inWork = 0,
}: ConsumerInfo): CurrentAsset {
  return { config, backlog: waiting + inWork };
}

/** Names of the consumers that outlive their clients. */
export function durablesOf(
  consumers: ReadonlyMap<string, CurrentAsset>,
): string[] {
  return [...consumers]
    .filter(
      ([, { config, offline }]) => config.durable_name || offline !== undefined,
    )
    .map(([name]) => name);
}

/**
 * Reads the list of all streams of an account.
 *
 * @param onStream - takes the name of each that is there and can run, and how many consumers it has, page by page
 */
export async function readStreams(
  api: JetStreamApi,
  signal?: AbortSignal,
  onStream: (name: string, consumers?: number) => void = () => {},
): Promise<ListedStreams> {
  const list = await readPages(async offset => {
    const page = await api.listStreams(offset, signal);
    for (const { config, state } of page.items) {
      const name = String(config.name);
      if (page.offline[name] === undefined) {
        onStream(name, state?.consumer_count);
      }
    }
    return page;
  });
  const streams = new Map(
    list.items.map(info => [String(info.config.name), toStreamAsset(info)]),
  );
  for (const [name, offline] of Object.entries(list.offline)) {
    streams.set(name, { config: { name }, offline });
  }
  return { streams, missing: list.missing };
}

/** Asks for the streams that a list left out: missing there is not the same as deleted, its leader was late. */
export async function readMissingStreams(
  api: JetStreamApi,
  { streams, missing }: ListedStreams,
  wanted: readonly { name: string }[],
  signal?: AbortSignal,
): Promise<void> {
  const late = wanted.filter(({ name }) => missing.has(name));
  await forEachBounded(late, LISTS_AT_ONCE, async ({ name }) => {
    const info = await api.findStream(name, signal);
    if (info) {
      streams.set(name, toStreamAsset(info));
    }
  });
}

/** A stream that a spec wants to exist, with its consumers. */
export interface WantedNames {
  name: string;
  consumers: readonly { name: string }[];
}

/** The consumers of a stream that a list names, as far as the servers could say. */
export type ConsumerList = FullList<{ name: string; asset: CurrentAsset }>;

/**
 * Reads the list of all consumers of a stream; of each only what is looked at is kept.
 *
 * @param first - its first page, where that was asked for before
 */
export async function readConsumerList(
  api: JetStreamApi,
  stream: string,
  signal?: AbortSignal,
  first?: ListPage<ConsumerInfo>,
): Promise<ConsumerList> {
  return readPages(async offset => {
    const page =
      offset === 0 && first
        ? first
        : await api.listConsumers(stream, offset, signal);
    return {
      ...page,
      items: page.items.map(info => ({
        name: info.name,
        asset: toConsumerAsset(info),
      })),
    };
  });
}

/** The consumers of a list by their names, with those that it says it could not read. */
export async function toConsumers(
  api: JetStreamApi,
  { name: stream, consumers: wanted }: WantedNames,
  list: ConsumerList,
  signal?: AbortSignal,
): Promise<Map<string, CurrentAsset>> {
  const consumers = new Map<string, CurrentAsset>();
  for (const { name, asset } of list.items) {
    consumers.set(name, asset);
  }
  for (const [name, offline] of Object.entries(list.offline)) {
    consumers.set(name, { config: { name }, offline });
  }
  if (list.missing.size > 0) {
    const late = wanted.filter(({ name }) => list.missing.has(name));
    await forEachBounded(late, LISTS_AT_ONCE, async ({ name }) => {
      const info = await api.findConsumer(stream, name, signal);
      if (info) {
        consumers.set(name, toConsumerAsset(info));
      }
    });
  }
  return consumers;
}

/** Reads all consumers of a stream. */
export async function readConsumersOf(
  api: JetStreamApi,
  stream: WantedNames,
  signal?: AbortSignal,
): Promise<Map<string, CurrentAsset>> {
  const list = await readConsumerList(api, stream.name, signal);
  return toConsumers(api, stream, list, signal);
}
