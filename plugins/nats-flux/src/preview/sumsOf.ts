import { PreviewSums } from '@nats-portal/plugin-nats-common';
import { parseCpu, parseQuantity } from '../settings/quantity';
import { Settings } from '../settings/Settings';

/** What the repository would take of its cluster. Settings without errors only. */
export function sumsOf(settings: Settings): PreviewSums {
  const { servers, storageCopies, messaging } = settings;
  const streamReplicas = Math.max(
    1,
    ...messaging.streams.map(({ replicas }) => replicas),
  );
  const times = (amount: number | undefined) => servers * (amount ?? 0);
  return {
    streamReplicas,
    storageCopies,
    copiesOfEachMessage: streamReplicas * storageCopies,
    volumeBytes: times(parseQuantity(settings.storageSize)),
    cpuMillicores: times(parseCpu(settings.cpu)),
    memoryBytes: times(parseQuantity(settings.memory)),
  };
}
