import { AccountSetting } from '../settings/Settings';

/**
 * What is to be different in a repository. A blank field, `undefined` or an
 * empty text, means as it is.
 *
 * @public
 */
export interface RepositoryChanges {
  /** NATS servers: 1, 3 or 5. */
  servers?: number;
  /** File store of each server, e.g. `20Gi`. */
  storageSize?: string;
  /** Kubernetes StorageClass. */
  storageClass?: string;
  /** Memory of each server, request and limit, e.g. `2Gi`. */
  memory?: string;
  /** CPU of each server, request and limit, e.g. `500m` or `2`. */
  cpu?: string;
  /** Memory store of each server, e.g. `256Mi`; `none` takes it away. */
  memoryStoreSize?: string;
  /** Exact version of the Helm chart. */
  chartVersion?: string;
  /** Host for the monitoring pages; `none` takes it away. */
  monitoringHost?: string;
  /**
   * Accounts of applications. One of a name that is there gets the limits and the
   * publishers that are given, `none` takes a limit away; one of another name comes.
   */
  accounts?: readonly Partial<AccountSetting>[];
  /** Names of accounts that go. What is in them has to go, too, see `remove`. */
  removeAccounts?: readonly string[];
  /** The account of those of the streams and buckets below that name none; the first where blank. */
  account?: string;
  /**
   * Streams and consumers, shaped as in a `MessagingSpec`. One of a name that is
   * there gets the fields that are given; one of another name comes.
   */
  streams?: unknown;
  /** Key-value buckets, shaped and taken as the streams are. */
  keyValues?: unknown;
  /** Object stores, shaped and taken as the streams are. */
  objectStores?: unknown;
  /**
   * Streams that go, as `STREAM`, consumers, as `STREAM/consumer`, and buckets,
   * as the streams that the server keeps them in: `KV_bucket` or `OBJ_bucket`.
   * Where they are not of the first account, that is in front: `BILLING JOBS`.
   */
  remove?: readonly string[];
}
