import { BrokerSnapshot } from './BrokerSnapshot';
import { Verdict } from './Verdict';

/** Use of the storage at which people look, and at which they run (natscli `server check jetstream`). */
const STORAGE_WARNING = 0.75;
const STORAGE_ERROR = 0.9;

/**
 * What is known of a broker at the moment of asking.
 *
 * @public
 */
export interface BrokerObservation {
  /** Absent while the broker was never reached. */
  snapshot?: BrokerSnapshot;
  /** Milliseconds since the snapshot was read. */
  age: number;
  /** Milliseconds between two samples as configured. */
  interval: number;
  /** Servers that should answer, where the configuration says so. */
  expectedServers?: number;
  /** Why the last attempt failed; absent when it worked. */
  error?: string;
}

/**
 * Sums the file storage over the servers, bytes.
 *
 * @public
 */
export function storageOf(snapshot: BrokerSnapshot): {
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

/**
 * Judges a broker by its last snapshot. The first rule that matches decides.
 *
 * @public
 */
export function judgeBroker(observation: BrokerObservation): Verdict {
  const { snapshot, error } = observation;
  if (!snapshot) {
    return {
      level: 'unknown',
      rule: 'never-reached',
      reason: error ? `Never reached: ${error}` : 'Never reached so far',
    };
  }
  if (observation.age > 3 * observation.interval) {
    const age = Math.round(observation.age / 1000);
    return {
      level: 'unknown',
      rule: 'stale',
      reason: `Not reached for ${age} s${error ? `: ${error}` : ''}`,
    };
  }
  const { servers } = snapshot;
  const stores = servers.flatMap(server => server.jetstream ?? []);
  const clusterSize = Math.max(0, ...stores.map(s => s.clusterSize ?? 0));
  const expected = Math.max(observation.expectedServers ?? 0, clusterSize);
  if (stores.some(store => store.metaLeader === '')) {
    return {
      level: 'error',
      rule: 'no-meta-leader',
      reason: `JetStream has no leader: ${servers.length} of ${expected} servers answer, streams and consumers cannot be changed`,
    };
  }
  if (servers.length < expected) {
    return {
      level: servers.length * 2 > expected ? 'warning' : 'error',
      rule: 'servers-missing',
      reason: `${servers.length} of ${expected} servers answer`,
    };
  }
  if (stores.length === 0) {
    return {
      level: 'warning',
      rule: 'no-jetstream',
      reason: 'No server has JetStream switched on',
    };
  }
  const { used, limit } = storageOf(snapshot);
  const share = limit ? used / limit : 0;
  if (share >= STORAGE_WARNING) {
    return {
      level: share >= STORAGE_ERROR ? 'error' : 'warning',
      rule: 'storage-full',
      reason: `${Math.round(share * 100)} % of the storage is used`,
    };
  }
  return {
    level: 'ok',
    rule: 'ok',
    reason:
      servers.length === 1
        ? '1 server answers'
        : `All ${servers.length} servers answer`,
  };
}
