import { ReplicaSnapshot } from '@nats-portal/plugin-nats-common';
import { millisecondsOf } from './numbers';
import { ClusterInfo } from './serverReplies';

/** What a leader says of its followers; undefined where there are none. */
export function toReplicas(
  cluster: ClusterInfo | undefined,
): ReplicaSnapshot[] | undefined {
  const peers = cluster?.replicas ?? [];
  return peers.length === 0
    ? undefined
    : peers.map(({ name, current, offline, active, lag }) => ({
        name: name ?? '',
        current: current ?? false,
        offline: offline ?? false,
        lag: lag ?? 0,
        ...(active ? { silentMs: millisecondsOf(active) } : {}),
      }));
}
