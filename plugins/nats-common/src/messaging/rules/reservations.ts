import { formatCount } from '../../words';
import { knows } from '../reading/PlacedMessagingSpec';
import { error, MessagingRule } from './MessagingRule';

/** js-reservation, js-memory-store: streams and buckets that do not fit into the stores of the servers. */
export const roomInStores: MessagingRule = function* roomInStores(
  spec,
  { servers, fileStore, memoryStore, replicas: others = 1 },
) {
  const sizes = { file: fileStore, memory: memoryStore };
  const reserved = { file: 0, memory: 0 };
  for (const store of spec.stores) {
    const { storage = 'file', maxBytes = 0, replicas = others } = store.spec;
    const size = sizes[storage];
    if (size === undefined || !knows(store, 'storage', 'replicas')) {
      continue;
    }
    if (storage === 'memory' && size === 0) {
      yield error(
        'js-memory-store',
        `${store.path}.storage`,
        'memory: the broker has no memory store (10028); give it one, or use file',
      );
      continue;
    }
    const bytes = Math.max(0, maxBytes);
    reserved[storage] += bytes * replicas;
    const at = `${store.path}.maxBytes`;
    if (bytes > size) {
      yield error(
        'js-reservation',
        at,
        `${formatCount(
          bytes,
        )} bytes do not fit into the ${storage} store of a server, ${formatCount(
          size,
        )} bytes (10005); lower it, or enlarge the store`,
      );
    } else if (
      bytes > 0 &&
      servers !== undefined &&
      reserved[storage] > size * servers
    ) {
      yield error(
        'js-reservation',
        at,
        `with it the streams reserve ${formatCount(
          reserved[storage],
        )} bytes, replicas counted; the ${storage} stores of ${servers} servers hold ${formatCount(
          size * servers,
        )} (10005); lower maxBytes or replicas, or enlarge the stores`,
      );
    }
  }
};
