import { ProvisioningChoice, Settings, WorkerDefaults } from './Settings';

/**
 * What can be left to the platform.
 *
 * @public
 */
export type DefaultableSettings = Pick<
  Settings,
  | 'servers'
  | 'storageSize'
  | 'storageClass'
  | 'storageCopies'
  | 'memory'
  | 'cpu'
  | 'memoryStoreSize'
  | 'spread'
  | 'nonRoot'
  | 'chartVersion'
  | 'issuer'
  | 'accounts'
  | 'certificates'
  | 'imageRegistry'
  | 'monitoringTls'
  | 'prometheus'
  | 'alerts'
  | 'grafana'
  | 'ingress'
  | 'scaler'
  | 'listeners'
  | 'kedaNamespace'
  | 'nackNamespace'
  | 'portalNamespace'
  | 'clusterDomain'
  | 'layout'
  | 'source'
> & {
  provisioning: ProvisioningChoice;
};

/**
 * Settings that a platform team can give a default; what each means stands at `Settings`.
 *
 * @public
 */
export interface BrokerDefaults extends Partial<DefaultableSettings> {
  worker?: Partial<WorkerDefaults>;
}

/**
 * What the platform team's file says a blank field means.
 *
 * @public
 */
export interface PlatformDefaults {
  /** For all clusters; what a broker cannot do without is here. */
  platform: DefaultableSettings & { worker: WorkerDefaults };
  /** By the cluster's name; stronger than the platform's. */
  clusters: Record<string, BrokerDefaults>;
  /**
   * What is wrong with a cluster, by its name; each says line and column. Such a
   * cluster is not in `clusters`, and no broker can be made for it.
   */
  mistakes?: Record<string, readonly string[]>;
}
