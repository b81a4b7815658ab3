import { CompleteMessagingSpec } from '@nats-portal/plugin-nats-common';
import { distinctNames, kubernetesName } from './kubernetesNames';
import { WorkerDefaults, WorkerSettings } from './Settings';

/** A worker and the place of its consumer in the spec. */
export interface PlacedWorker {
  worker: WorkerSettings;
  path: string;
}

/**
 * The workers of a messaging spec, blanks filled in. A worker is called as its
 * consumer, and as its stream and consumer where two consumers share a name.
 */
export function resolveWorkers(
  { streams }: CompleteMessagingSpec,
  defaults: WorkerDefaults,
): PlacedWorker[] {
  const placed = streams.flatMap((stream, i) =>
    stream.consumers.flatMap(({ durableName, worker }, j) =>
      worker
        ? [
            {
              stream: stream.name,
              consumer: durableName,
              path: `messaging.streams[${i}].consumers[${j}]`,
              worker,
            },
          ]
        : [],
    ),
  );
  const names = distinctNames(
    placed.map(({ stream, consumer }) => ({
      preferred: kubernetesName(consumer),
      longer: `${kubernetesName(stream)}-${kubernetesName(consumer)}`,
    })),
  );
  return placed.map(({ stream, consumer, path, worker }, i) => ({
    path,
    worker: {
      name: names[i],
      stream,
      consumer,
      image: worker.image ?? defaults.image,
      ownImage: worker.image !== undefined,
      minReplicaCount: worker.minReplicaCount ?? defaults.minReplicaCount,
      maxReplicaCount: worker.maxReplicaCount ?? defaults.maxReplicaCount,
      lagThreshold: worker.lagThreshold ?? defaults.lagThreshold,
      activationLagThreshold:
        worker.activationLagThreshold ?? defaults.activationLagThreshold,
    },
  }));
}
