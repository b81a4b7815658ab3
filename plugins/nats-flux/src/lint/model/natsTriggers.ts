import { listAt, numberAt, textAt, valueAt } from './data';
import { Manifest } from './Manifest';
import { perRepository } from './perRepository';
import { GROUPS, Repository } from './Repository';

/** A trigger `nats-jetstream` of KEDA. */
export interface NatsTrigger {
  manifest: Manifest;
  /** Its place in the list of triggers. */
  index: number;
  metadata: unknown;
  endpoint: string | undefined;
  stream: string | undefined;
  consumer: string | undefined;
  useHttps: boolean;
  minReplicaCount: number;
  maxReplicaCount: number;
}

/** What KEDA takes where a ScaledObject says nothing. */
const DEFAULT_MAX_REPLICAS = 100;

function triggersOf(manifest: Manifest): NatsTrigger[] {
  const { data } = manifest;
  return listAt(data, ['spec', 'triggers']).flatMap((trigger, index) => {
    if (textAt(trigger, ['type']) !== 'nats-jetstream') {
      return [];
    }
    const metadata = valueAt(trigger, ['metadata']);
    return [
      {
        manifest,
        index,
        metadata,
        endpoint: textAt(metadata, ['natsServerMonitoringEndpoint']),
        stream: textAt(metadata, ['stream']),
        consumer: textAt(metadata, ['consumer']),
        useHttps: String(valueAt(metadata, ['useHttps'])) === 'true',
        minReplicaCount: numberAt(data, ['spec', 'minReplicaCount']) ?? 0,
        maxReplicaCount:
          numberAt(data, ['spec', 'maxReplicaCount']) ?? DEFAULT_MAX_REPLICAS,
      },
    ];
  });
}

/** All triggers by which KEDA reads the backlog of a consumer. */
export const natsTriggers = perRepository(
  (repository: Repository): readonly NatsTrigger[] =>
    repository.of(GROUPS.keda, 'ScaledObject', 'ScaledJob').flatMap(triggersOf),
);
