import { accountObjectName } from './accountNames';
import { distinctNames, kubernetesName } from './kubernetesNames';
import {
  AccountSetting,
  BrokerMessaging,
  WorkerDefaults,
  WorkerSettings,
} from './Settings';

/** A worker and the place of its consumer in the spec. */
export interface PlacedWorker {
  worker: WorkerSettings;
  path: string;
}

/**
 * The workers of a messaging spec, blanks filled in. A worker is called as its
 * consumer, as its stream and consumer where two consumers share a name, and
 * in all accounts but the first as its account, too.
 */
export function resolveWorkers(
  { streams }: BrokerMessaging,
  [first]: readonly AccountSetting[],
  defaults: WorkerDefaults,
): PlacedWorker[] {
  const placed = streams.flatMap((stream, i) =>
    stream.consumers.flatMap(({ durableName, worker }, j) =>
      worker
        ? [
            {
              account: stream.account,
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
    placed.map(({ account, stream, consumer }) => {
      const prefix = account === first.name ? [] : [accountObjectName(account)];
      const own = kubernetesName(consumer);
      return {
        preferred: [...prefix, own].join('-'),
        longer: [...prefix, kubernetesName(stream), own].join('-'),
      };
    }),
  );
  return placed.map(({ account, stream, consumer, path, worker }, i) => ({
    path,
    worker: {
      name: names[i],
      account,
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
