import { Finding } from '../findings/Finding';

/**
 * What a form holds so far: `POST /preview`. A blank field means the default.
 *
 * @public
 */
export interface PreviewRequest {
  /** Entity reference or name of the cluster. */
  cluster: string;
  name?: string;
  /** Entity reference. */
  owner?: string;
  /** Entity reference. */
  system?: string;
  servers?: number;
  storageSize?: string;
  storageClass?: string;
  memory?: string;
  cpu?: string;
  memoryStoreSize?: string;
  monitoringHost?: string;
  provisioning?: 'automatic' | 'flux' | 'portal';
  layout?: 'repository' | 'fleet';
  source?: {
    kind?: 'GitRepository' | 'OCIRepository' | 'Bucket' | 'ExternalArtifact';
    name?: string;
    namespace?: string;
  };
  /** Shaped as a `MessagingSpec`. */
  messaging: unknown;
}

/**
 * One value of the settings, and where it came from.
 *
 * @public
 */
export interface PreviewedSetting {
  /** E.g. `storageSize` or `worker.image`. */
  name: string;
  /** As people write it; empty where nothing is set. */
  value: string;
  /** As `SettingOrigin` of the package nats-flux. */
  origin:
    | 'catalog'
    | 'broker'
    | 'form'
    | 'cluster default'
    | 'platform default'
    | 'skeleton';
}

/**
 * A file of the repository as it would be.
 *
 * @public
 */
export interface PreviewedFile {
  path: string;
  content: string;
}

/**
 * What KEDA would ask for, for one consumer with a worker.
 *
 * @public
 */
export interface PreviewedWorker {
  stream: string;
  consumer: string;
  /** Backlogs in messages, rising, and the replicas at each. */
  replicas: { backlog: number; replicas: number }[];
}

/**
 * The sums that surprise people, over all servers.
 *
 * @public
 */
export interface PreviewSums {
  /** Replicas of the stream that has most. */
  streamReplicas: number;
  /** Copies that the storage layer keeps by itself. */
  storageCopies: number;
  /** How often each message of that stream is stored: the product of both. */
  copiesOfEachMessage: number;
  /** Bytes of all volumes. */
  volumeBytes: number;
  /** Thousandths of a core. */
  cpuMillicores: number;
  /** Bytes. */
  memoryBytes: number;
}

/**
 * What would be generated: the reply of `POST /preview`.
 *
 * @public
 */
export interface RepositoryPreview {
  settings: PreviewedSetting[];
  /** Empty while a finding is an error. */
  files: PreviewedFile[];
  /** Errors and warnings, each with the path of its field. */
  findings: Finding[];
  /** Absent while a finding is an error. */
  sums?: PreviewSums;
  workers: PreviewedWorker[];
}
