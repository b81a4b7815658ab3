import {
  keyValueStream,
  objectStoreStream,
  readProvenance,
  UnlistedItem,
} from '@nats-portal/plugin-nats-common';
import { CurrentAsset, ListedStreams } from '../jetstream/readAssets';

const KEY_VALUE = keyValueStream('');
const OBJECT_STORE = objectStoreStream('');

function unlisted(
  kind: UnlistedItem['kind'],
  name: string,
  current?: CurrentAsset,
): UnlistedItem {
  const { owner } = readProvenance(current?.config.metadata);
  return { kind, name, ...(owner === undefined ? {} : { owner }) };
}

const byName = (a: UnlistedItem, b: UnlistedItem) =>
  a.name.localeCompare(b.name);

/** Streams and buckets that an account has and a spec does not name, by name. */
export function unlistedStreams(
  { streams, missing }: ListedStreams,
  wanted: readonly { name: string }[],
): UnlistedItem[] {
  const names = new Set([...streams.keys(), ...missing]);
  wanted.forEach(({ name }) => names.delete(name));
  return [...names]
    .map(name => {
      const current = streams.get(name);
      if (name.startsWith(KEY_VALUE)) {
        return unlisted('keyValue', name.slice(KEY_VALUE.length), current);
      }
      return name.startsWith(OBJECT_STORE)
        ? unlisted('objectStore', name.slice(OBJECT_STORE.length), current)
        : unlisted('stream', name, current);
    })
    .sort(byName);
}

/** Durable consumers of a stream that a spec does not name, by name; others come and go with their clients. */
export function unlistedConsumers(
  stream: { name: string; consumers: readonly { name: string }[] },
  current: ReadonlyMap<string, CurrentAsset>,
): UnlistedItem[] {
  const wanted = new Set(stream.consumers.map(({ name }) => name));
  return [...current]
    .filter(
      ([name, { config, offline }]) =>
        !wanted.has(name) && (config.durable_name || offline !== undefined),
    )
    .map(([name, one]) => unlisted('consumer', `${stream.name}/${name}`, one))
    .sort(byName);
}
