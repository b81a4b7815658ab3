import { Finding } from '@nats-portal/plugin-nats-common';
import { error } from './findings';
import { parseQuantity } from './quantity';
import { Settings } from './Settings';

/** js-reservation, js-memory-store, settings-memoryStoreSize: streams that do not fit into the stores. */
export function* checkStores(settings: Settings): Iterable<Finding> {
  const { memory, memoryStoreSize, messaging, servers, storageSize } = settings;
  const stores = {
    file: parseQuantity(storageSize) ?? Infinity,
    memory:
      memoryStoreSize === undefined
        ? 0
        : parseQuantity(memoryStoreSize) ?? Infinity,
  };
  if (
    stores.memory !== Infinity &&
    stores.memory >= (parseQuantity(memory) ?? Infinity)
  ) {
    yield error(
      'settings-memoryStoreSize',
      'memoryStoreSize',
      `${memoryStoreSize} does not fit into ${memory} of memory beside the server itself`,
    );
  }
  const reserved = { file: 0, memory: 0 };
  for (const [i, stream] of messaging.streams.entries()) {
    const path = `messaging.streams[${i}]`;
    const store = stores[stream.storage];
    if (store === 0) {
      yield error(
        'js-memory-store',
        `${path}.storage`,
        'memory: the broker has no memory store; set memoryStoreSize, or use file',
      );
      continue;
    }
    const bytes = Math.max(0, stream.maxBytes ?? 0);
    reserved[stream.storage] += bytes * stream.replicas;
    if (bytes > store) {
      yield error(
        'js-reservation',
        `${path}.maxBytes`,
        `${bytes} bytes do not fit into the ${stream.storage} store of a server, ${store} bytes (10005)`,
      );
    } else if (reserved[stream.storage] > store * servers) {
      yield error(
        'js-reservation',
        `${path}.maxBytes`,
        `with it the streams reserve ${
          reserved[stream.storage]
        } bytes, replicas counted; the ${
          stream.storage
        } stores of ${servers} servers hold ${store * servers} (10005)`,
      );
    }
  }
}
