import { ReplicaSnapshot } from '@nats-portal/plugin-nats-common';

/**
 * Calls copies offline whose leader has never heard of them and whose server does not
 * answer. A leader that was elected because another died says of that one that it is
 * not current and nothing more, however long it is gone (run on 2.15.1 for 139 seconds);
 * of a server that has only just elected, a leader says the same for a moment, but that
 * server answers.
 */
export function markGone(
  replicas: readonly ReplicaSnapshot[] = [],
  answering: ReadonlySet<string>,
): void {
  for (const replica of replicas) {
    const isUnheard = !replica.current && replica.silentMs === undefined;
    if (isUnheard && !answering.has(replica.name)) {
      replica.offline = true;
    }
  }
}
