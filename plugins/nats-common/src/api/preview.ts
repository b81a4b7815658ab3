import { Finding } from '../findings/Finding';

/**
 * How long a form waits after a key before it asks for a preview, milliseconds:
 * within 300 the preview is there, so the reply may take twice as long.
 *
 * @public
 */
export const PREVIEW_PAUSE_MS = 100;

/**
 * An account as a form holds it so far.
 *
 * @public
 */
export interface PreviewedAccount {
  name?: string;
  /** E.g. `20Gi`. */
  maxFileStore?: string;
  /** E.g. `256Mi`. */
  maxMemoryStore?: string;
  /** Common names of certificates. */
  publishers?: string[];
}

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
  /** The accounts of applications; the first has what names none. */
  accounts?: PreviewedAccount[];
  provisioning?: 'automatic' | 'flux' | 'portal';
  layout?: 'repository' | 'fleet';
  source?: {
    kind?: 'GitRepository' | 'OCIRepository' | 'Bucket' | 'ExternalArtifact';
    name?: string;
    namespace?: string;
  };
  /** Shaped as a `MessagingSpec`; a stream or bucket may name its account. */
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
 * What is wrong with the input, or with the files that it became.
 *
 * @public
 */
export interface PreviewedFinding extends Finding {
  /** The file that `path` leads into; absent where it is a path into the request. */
  file?: string;
  /** The line of the file, from 1. */
  line?: number;
}

/**
 * The sums that surprise people.
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
  /** What all pods of the broker ask for, helpers beside the servers included. */
  broker: PodSums;
  /** What the workers ask for when all of them run. */
  workers: PodSums;
  /** The highest lifetime of a certificate, in seconds; absent without any. */
  certificateSeconds?: number;
  /** The highest lifetime of an authority of the broker's own, in seconds; absent without one. */
  authoritySeconds?: number;
}

/**
 * What some pods ask for together.
 *
 * @public
 */
export interface PodSums {
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
  /** Empty while a finding about the request is an error. */
  files: PreviewedFile[];
  /** Errors and warnings, those about the request first. */
  findings: PreviewedFinding[];
  /** Absent while a finding is an error. */
  sums?: PreviewSums;
  workers: PreviewedWorker[];
}
