import {
  AccountSetting,
  FluxSourceSetting,
  LayoutSetting,
  ProvisioningChoice,
} from './Settings';

/**
 * What a form or an action says about a broker. A blank field, `undefined` or
 * an empty text, means the default of the cluster, else of the platform.
 *
 * @public
 */
export interface GenerateRequest {
  /** Name of the cluster, as in the catalog, e.g. `local`. */
  cluster: string;
  /** Name of the Helm release and of its namespace; `nats` where blank. */
  name?: string;
  /** The broker as the portal knows it, where that is known; `<cluster>-<name>` where blank. */
  broker?: string;
  /**
   * The broker that the cluster's entity names, in its annotation `nats.io/broker`.
   * It counts where `broker` is blank and it is the broker of this release: it is
   * called `<cluster>-<name>`, or the release `nats` and the broker after no other.
   */
  clusterBroker?: string;
  /** All brokers that the portal knows; none where blank. */
  brokerNames?: readonly string[];
  /** Entity reference of the owner, e.g. `group:default/team-a`. */
  owner: string;
  /** Entity reference of the system. */
  system?: string;
  /** NATS servers: 1, 3 or 5. */
  servers?: number;
  /** File store of each server, e.g. `10Gi`. */
  storageSize?: string;
  /** Kubernetes StorageClass. */
  storageClass?: string;
  /** Memory of each server, request and limit, e.g. `512Mi`. */
  memory?: string;
  /** CPU of each server, request and limit, e.g. `500m` or `2`. */
  cpu?: string;
  /** Memory store of each server, e.g. `256Mi`; none where blank everywhere. */
  memoryStoreSize?: string;
  /** Host for the monitoring pages, e.g. `nats.example.com`; nobody reaches them from outside where blank. */
  monitoringHost?: string;
  /** The accounts of applications; counts as blank without a name in it. */
  accounts?: readonly Partial<AccountSetting>[];
  /** Where the files are to live; see `LayoutSetting`. */
  layout?: LayoutSetting;
  /** The Flux source that holds the files; counts as blank without a name. */
  source?: Partial<FluxSourceSetting>;
  /** Who makes the streams and consumers; see `ProvisioningChoice`. */
  provisioning?: ProvisioningChoice;
  /** Whether the broker runs and answers, for `automatic`; where nobody looked, it does not. */
  brokerAnswers?: boolean;
  /**
   * The wanted streams and consumers, shaped as a `MessagingSpec`. A stream or
   * bucket may name its `account`; it is in the first one where it does not.
   */
  messaging: unknown;
}
