import {
  desiredReplicas,
  PreviewedWorker,
} from '@nats-portal/plugin-nats-common';
import { Settings } from '../settings/Settings';

/** A backlog that one replica takes, one in between, one that all take, and ten times that. */
function tellingBacklogs(most: number, threshold: number): number[] {
  const all = most * threshold;
  return [...new Set([1, threshold, Math.ceil(all / 2), all, 10 * all])].sort(
    (a, b) => a - b,
  );
}

/** What KEDA would ask for at a few backlogs, for each consumer with a worker. */
export function workersOf(settings: Settings): PreviewedWorker[] {
  return settings.workers.map(worker => ({
    stream: worker.stream,
    consumer: worker.consumer,
    replicas: tellingBacklogs(worker.maxReplicaCount, worker.lagThreshold).map(
      backlog => ({ backlog, replicas: desiredReplicas(backlog, worker) }),
    ),
  }));
}
