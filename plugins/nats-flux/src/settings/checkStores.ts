import { Finding } from '@nats-portal/plugin-nats-common';
import { error } from './findings';
import { parseQuantity } from './quantity';
import { Settings } from './Settings';

/** Bytes of the stores of a server; nothing of one whose size cannot be read. */
export function storesOf({
  storageSize,
  memoryStoreSize,
}: Pick<Settings, 'storageSize' | 'memoryStoreSize'>): {
  fileStore?: number;
  memoryStore?: number;
} {
  return {
    fileStore: parseQuantity(storageSize),
    memoryStore:
      memoryStoreSize === undefined ? 0 : parseQuantity(memoryStoreSize),
  };
}

/** settings-memoryStoreSize: a memory store that leaves no memory to the server itself. */
export function* checkStores(settings: Settings): Iterable<Finding> {
  const { memory, memoryStoreSize } = settings;
  const { memoryStore = 0 } = storesOf(settings);
  if (memoryStore >= (parseQuantity(memory) ?? Infinity)) {
    yield error(
      'settings-memoryStoreSize',
      'memoryStoreSize',
      `${memoryStoreSize} does not fit into ${memory} of memory beside the server itself`,
    );
  }
}
