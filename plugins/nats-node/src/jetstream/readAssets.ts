import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { forEachBounded } from '../forEachBounded';
import { JetStreamApi, ListPage, StreamInfo } from './JetStreamApi';

/** More than this did not read lists faster; facts/lag-and-health.md §6. */
const LISTS_AT_ONCE = 16;
/** In a cluster all servers gather each page of streams. */
const PAGES_AT_ONCE = 4;

/** A stream or consumer as the broker holds it. */
export interface CurrentAsset {
  config: JetStreamConfig;
  /** Messages in a stream, a count. */
  messages?: number;
  /** Consumers of a stream, a count. */
  consumers?: number;
  /** Why the servers cannot run it; what they say of it may be incomplete. */
  offline?: string;
}

/** What an account holds, as far as a spec touches it. */
export interface CurrentAssets {
  /** All streams of the account, by name. */
  streams: Map<string, CurrentAsset>;
  /** Consumers by name, by name of their stream. */
  consumers: Map<string, Map<string, CurrentAsset>>;
}

/** What a spec wants to exist. */
export interface WantedNames {
  stream: string;
  consumers: string[];
  /** Whether all consumers of the stream matter, also where the spec names none. */
  limitsConsumers?: boolean;
}

interface FullList<T> {
  items: T[];
  missing: Set<string>;
  offline: Record<string, string>;
}

/** Reads the first page, which says how many there are, and then the others together. */
async function readPages<T>(
  readPage: (offset: number) => Promise<ListPage<T>>,
): Promise<FullList<T>> {
  const list: FullList<T> = { items: [], missing: new Set(), offline: {} };
  const add = (page: ListPage<T>) => {
    page.items.forEach(item => list.items.push(item));
    page.missing.forEach(name => list.missing.add(name));
    Object.assign(list.offline, page.offline);
  };
  const first = await readPage(0);
  add(first);
  const size =
    first.limit ||
    first.items.length +
      first.missing.length +
      Object.keys(first.offline).length;
  if (size > 0 && first.total > size) {
    const offsets = Array.from(
      { length: Math.ceil(first.total / size) - 1 },
      (_, i) => (i + 1) * size,
    );
    await forEachBounded(offsets, PAGES_AT_ONCE, async offset =>
      add(await readPage(offset)),
    );
  }
  return list;
}

function toStreamAsset({ config, state }: StreamInfo): CurrentAsset {
  return {
    config,
    messages: state?.messages,
    consumers: state?.consumer_count,
  };
}

async function readStreams(
  api: JetStreamApi,
  wanted: readonly WantedNames[],
  signal?: AbortSignal,
): Promise<Map<string, CurrentAsset>> {
  const list = await readPages(offset => api.listStreams(offset, signal));
  const streams = new Map(
    list.items.map(info => [String(info.config.name), toStreamAsset(info)]),
  );
  for (const [name, offline] of Object.entries(list.offline)) {
    streams.set(name, { config: { name }, offline });
  }
  // Missing from a list is not the same as deleted: its leader was late.
  const late = wanted.filter(({ stream }) => list.missing.has(stream));
  await forEachBounded(late, LISTS_AT_ONCE, async ({ stream }) => {
    const info = await api.findStream(stream, signal);
    if (info) {
      streams.set(stream, toStreamAsset(info));
    }
  });
  return streams;
}

async function readConsumers(
  api: JetStreamApi,
  { stream, consumers: wanted }: WantedNames,
  signal?: AbortSignal,
): Promise<Map<string, CurrentAsset>> {
  const list = await readPages(offset =>
    api.listConsumers(stream, offset, signal),
  );
  const consumers = new Map<string, CurrentAsset>(
    list.items.map(({ name, config }) => [name, { config }]),
  );
  for (const [name, offline] of Object.entries(list.offline)) {
    consumers.set(name, { config: { name }, offline });
  }
  const late = wanted.filter(name => list.missing.has(name));
  await forEachBounded(late, LISTS_AT_ONCE, async name => {
    const info = await api.findConsumer(stream, name, signal);
    if (info) {
      consumers.set(name, { config: info.config });
    }
  });
  return consumers;
}

/**
 * Reads what a spec is compared with: the list of streams, and the list of
 * consumers of each stream that the spec gives consumers, or limits for them, to. Never one call per asset,
 * but for those that a list says it could not read.
 */
export async function readAssets(
  api: JetStreamApi,
  wanted: readonly WantedNames[],
  signal?: AbortSignal,
): Promise<CurrentAssets> {
  const streams = await readStreams(api, wanted, signal);
  const consumers = new Map<string, Map<string, CurrentAsset>>();
  await forEachBounded(
    wanted.filter(
      ({ stream, consumers: names, limitsConsumers }) =>
        (names.length > 0 || limitsConsumers) &&
        streams.has(stream) &&
        !streams.get(stream)?.offline,
    ),
    LISTS_AT_ONCE,
    async names => {
      consumers.set(names.stream, await readConsumers(api, names, signal));
    },
  );
  return { streams, consumers };
}
