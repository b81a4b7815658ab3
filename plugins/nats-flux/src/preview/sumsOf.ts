import {
  parseDuration,
  PodSums,
  PreviewSums,
} from '@nats-portal/plugin-nats-common';
import { placedPath } from '../generate/repositoryFolder';
import { isMapping, textAt, valueAt } from '../lint/model/data';
import { Manifest } from '../lint/model/Manifest';
import { parseManifests } from '../lint/model/parseManifests';
import { RepositoryFiles } from '../RepositoryFile';
import { parseCpu, parseQuantity } from '../settings/quantity';
import { Settings } from '../settings/Settings';

/** What cert-manager gives a Certificate that names no duration (cert-manager 1.21). */
const DEFAULT_DURATION = '2160h';

const NANOSECONDS = 1e9;

/** Containers of the chart that run beside each server, by their key in the values. */
const BESIDE_SERVERS = ['container', 'reloader', 'promExporter'];

function requestsOf(value: unknown): PodSums {
  const requests = valueAt(value, ['merge', 'resources', 'requests']);
  return {
    cpuMillicores: parseCpu(textAt(requests, ['cpu']) ?? '') ?? 0,
    memoryBytes: parseQuantity(textAt(requests, ['memory']) ?? '') ?? 0,
  };
}

function times(
  count: number,
  { cpuMillicores, memoryBytes }: PodSums,
): PodSums {
  return {
    cpuMillicores: count * cpuMillicores,
    memoryBytes: count * memoryBytes,
  };
}

function plus(sums: readonly PodSums[]): PodSums {
  return {
    cpuMillicores: sums.reduce((sum, it) => sum + it.cpuMillicores, 0),
    memoryBytes: sums.reduce((sum, it) => sum + it.memoryBytes, 0),
  };
}

/** Pods of the Helm release: each server with what runs beside it, and the tool pod. */
function brokerOf(servers: number, release: Manifest | undefined): PodSums {
  const values = valueAt(release?.data, ['spec', 'values']);
  const beside = BESIDE_SERVERS.filter(
    key => valueAt(values, [key, 'enabled']) !== false,
  ).map(key => requestsOf(valueAt(values, [key])));
  return plus([
    times(servers, plus(beside)),
    requestsOf(valueAt(values, ['natsBox', 'container'])),
  ]);
}

function workersOf({ worker, workers }: Settings): PodSums {
  const one = {
    cpuMillicores: parseCpu(worker.cpu) ?? 0,
    memoryBytes: parseQuantity(worker.memory) ?? 0,
  };
  return plus(
    workers.map(({ maxReplicaCount }) => times(maxReplicaCount, one)),
  );
}

function highestLifetime(
  certificates: readonly Manifest[],
): number | undefined {
  const seconds = certificates.map(
    ({ data }) =>
      (parseDuration(textAt(data, ['spec', 'duration']) ?? DEFAULT_DURATION) ??
        0) / NANOSECONDS,
  );
  return seconds.length > 0 ? Math.max(...seconds) : undefined;
}

/** Files that hold what is summed up; the workers are copies of one, so one of them stands for all. */
function summed(files: RepositoryFiles, settings: Settings): string[] {
  return [
    'nats/release.yaml',
    'nats/certificates.yaml',
    ...settings.workers.slice(0, 1).map(({ name }) => `workers/${name}.yaml`),
  ]
    .map(path => placedPath(path, settings))
    .filter(path => files.has(path));
}

/**
 * What the repository would take of its cluster.
 *
 * @param files - generated from the settings, which are without errors
 */
export function sumsOf(
  settings: Settings,
  files: RepositoryFiles,
): PreviewSums {
  const { servers, storageCopies, messaging } = settings;
  const streamReplicas = Math.max(
    1,
    ...[
      ...messaging.streams,
      ...messaging.keyValues,
      ...messaging.objectStores,
    ].map(({ replicas }) => replicas),
  );
  const manifests = summed(files, settings).flatMap(
    path => parseManifests(path, files.get(path)?.content ?? '').manifests,
  );
  const certificates = manifests.filter(({ kind }) => kind === 'Certificate');
  const isAuthority = ({ data }: Manifest) =>
    isMapping(data.spec) && data.spec.isCA === true;
  const certificateSeconds = highestLifetime(
    certificates.filter(certificate => !isAuthority(certificate)),
  );
  const authoritySeconds = highestLifetime(certificates.filter(isAuthority));
  return {
    streamReplicas,
    storageCopies,
    copiesOfEachMessage: streamReplicas * storageCopies,
    volumeBytes: servers * (parseQuantity(settings.storageSize) ?? 0),
    broker: brokerOf(
      servers,
      manifests.find(({ kind }) => kind === 'HelmRelease'),
    ),
    workers: workersOf(settings),
    ...(certificateSeconds === undefined ? {} : { certificateSeconds }),
    ...(authoritySeconds === undefined ? {} : { authoritySeconds }),
  };
}
