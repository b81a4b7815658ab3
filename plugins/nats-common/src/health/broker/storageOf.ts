import { BrokerFacts } from '../BrokerSnapshot';

/**
 * Sums the file storage over the servers, bytes.
 *
 * @public
 */
export function storageOf(snapshot: BrokerFacts): {
  used: number;
  reserved: number;
  /** Absent where a server has no limit. */
  limit?: number;
} {
  const stores = snapshot.servers.flatMap(server => server.jetstream ?? []);
  const limited = stores.every(store => store.storageLimit !== undefined);
  return {
    used: stores.reduce((sum, store) => sum + store.storageUsed, 0),
    reserved: stores.reduce((sum, store) => sum + store.storageReserved, 0),
    ...(limited && stores.length > 0
      ? {
          limit: stores.reduce(
            (sum, store) => sum + (store.storageLimit ?? 0),
            0,
          ),
        }
      : {}),
  };
}
