import { Finding } from '../findings/Finding';
import { PreviewedAccount } from './preview';

/**
 * What the form of a change holds so far: `POST /preview/change`. A blank field
 * means as it is.
 *
 * @public
 */
export interface ChangePreviewRequest {
  /** Entity reference of the broker. */
  entityRef: string;
  servers?: number;
  storageSize?: string;
  storageClass?: string;
  memory?: string;
  cpu?: string;
  memoryStoreSize?: string;
  chartVersion?: string;
  monitoringHost?: string;
  /** Accounts of applications; of those that are there what is to be different. */
  accounts?: PreviewedAccount[];
  /** Names of accounts that go. */
  removeAccounts?: string[];
  /** Streams with their consumers; of those that are there the fields that are to be different. */
  streams?: unknown;
  /** Key-value buckets, as the streams. */
  keyValues?: unknown;
  /** Object stores, as the streams. */
  objectStores?: unknown;
  /** Streams that go, as `STREAM`, consumers, as `STREAM/consumer`, and buckets, as `KV_bucket` or `OBJ_bucket`. */
  remove?: string[];
}

/**
 * A setting as the repository says it, and as it would say it; without a value
 * where there is none.
 *
 * @public
 */
export interface PreviewedChange {
  /** E.g. `memory`, `JOBS maxAge` or `JOBS/echo-workers worker.image`. */
  name: string;
  from?: string;
  to?: string;
}

/**
 * What a change does in the cluster that applies it.
 *
 * @public
 */
export interface PreviewedConsequence {
  /** The id of the rule that found it. */
  id: string;
  severity: 'error' | 'warning' | 'info';
  /** The object, e.g. `HelmRelease nats`. */
  object: string;
  file: string;
  /** What will happen, as one to three sentences. */
  consequence: string;
  /** How to do it safely, in order. */
  procedure: { text: string; command?: string }[];
}

/**
 * A line of a file that changes, one around it, or the place of those left out.
 *
 * @public
 */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed' | 'gap';
  text: string;
}

/**
 * A file that a change is about.
 *
 * @public
 */
export interface PreviewedFileChange {
  path: string;
  kind: 'added' | 'changed' | 'removed';
  lines: DiffLine[];
}

/**
 * What a change would be and do: the reply of `POST /preview/change`.
 *
 * @public
 */
export interface ChangePreview {
  /** Where the repository is, for people. */
  repository: string;
  /** The settings that can be read in the repository, by their names. */
  settings: { name: string; value: string }[];
  changes: PreviewedChange[];
  /** Empty while a finding is an error. */
  files: PreviewedFileChange[];
  /** The worst first; empty while a finding is an error. */
  consequences: PreviewedConsequence[];
  /** Each with the path of its field, or the file and the path in it. */
  findings: Finding[];
}
