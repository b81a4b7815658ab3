import { formatSpan } from '../words';
import { ReplicaSnapshot } from './BrokerSnapshot';

/**
 * Silence after which a follower counts as away, milliseconds (natscli `server check`).
 * A server that was killed is called offline after a minute and a half only; within ten
 * seconds its leader says that it is not current (measured on nats-server 2.15.1).
 */
const SILENT = 5_000;
/** Operations behind the leader from which a replica is late (Synadia Insights). */
const LATE = 1_000;

/** True for a copy that its leader does not reach. */
export function isAway({ offline, current, silentMs }: ReplicaSnapshot) {
  return offline || (!current && (silentMs ?? 0) >= SILENT);
}

/** True for a copy that would have much to learn before it could lead. */
export function isLate({ lag }: ReplicaSnapshot): boolean {
  return lag > LATE;
}

/** `n2 (offline), n3 (silent for 12 s)`. */
export function describeAway(replicas: readonly ReplicaSnapshot[]): string {
  return replicas
    .map(({ name, offline, silentMs = 0 }) =>
      offline
        ? `${name} (offline)`
        : `${name} (silent for ${formatSpan(silentMs)})`,
    )
    .join(', ');
}
