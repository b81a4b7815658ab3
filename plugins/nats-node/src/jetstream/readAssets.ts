import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { forEachBounded } from '../forEachBounded';
import { ConsumerInfo, JetStreamApi, StreamInfo } from './JetStreamApi';
import { LISTS_AT_ONCE, readPages } from './readPages';

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

/** Reads the list of all streams of an account. */
export async function readStreams(
  api: JetStreamApi,
  signal?: AbortSignal,
): Promise<ListedStreams> {
  const list = await readPages(offset => api.listStreams(offset, signal));
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

/** Reads all consumers of a stream. */
export async function readConsumersOf(
  api: JetStreamApi,
  { name: stream, consumers: wanted }: WantedNames,
  signal?: AbortSignal,
): Promise<Map<string, CurrentAsset>> {
  const list = await readPages(offset =>
    api.listConsumers(stream, offset, signal),
  );
  const consumers = new Map<string, CurrentAsset>(
    list.items.map(info => [info.name, toConsumerAsset(info)]),
  );
  for (const [name, offline] of Object.entries(list.offline)) {
    consumers.set(name, { config: { name }, offline });
  }
  const late = wanted.filter(({ name }) => list.missing.has(name));
  await forEachBounded(late, LISTS_AT_ONCE, async ({ name }) => {
    const info = await api.findConsumer(stream, name, signal);
    if (info) {
      consumers.set(name, toConsumerAsset(info));
    }
  });
  return consumers;
}

/**
 * Reads the list of consumers of each stream. Never one call per consumer, but for those
 * that a list says it could not read.
 *
 * @param onRead - takes the consumers of one stream by their names, as soon as they are known
 */
export async function readConsumers<T extends WantedNames>(
  api: JetStreamApi,
  streams: readonly T[],
  onRead: (stream: T, consumers: Map<string, CurrentAsset>) => void,
  signal?: AbortSignal,
): Promise<void> {
  await forEachBounded(streams, LISTS_AT_ONCE, async stream =>
    onRead(stream, await readConsumersOf(api, stream, signal)),
  );
}
