import {
  CompleteKeyValueSpec,
  CompleteObjectStoreSpec,
  CompleteStreamSpec,
} from '@nats-portal/plugin-nats-common';

/**
 * Where a value came from. `catalog` is the cluster's entity; `broker` means that
 * whether the broker answers decided; the others are the layers, the strongest
 * first, and `skeleton` means that nobody set it, so that what the skeleton holds
 * or follows from other values stays.
 *
 * @public
 */
export type SettingOrigin =
  | 'catalog'
  | 'broker'
  | 'form'
  | 'cluster default'
  | 'platform default'
  | 'skeleton';

/**
 * Who signs the broker's certificates: an issuer that the cluster has, or an
 * authority of the broker's own, made in its namespace.
 *
 * @public
 */
export type IssuerSetting =
  | { kind: 'SelfSigned' }
  | { kind: 'ClusterIssuer' | 'Issuer'; name: string };

/**
 * Lifetime and key of every certificate but that of an authority.
 *
 * @public
 */
export interface CertificatesSetting {
  /** Hours, minutes, seconds as Go writes them, from 1h on. */
  duration: string;
  /** How long before its end a certificate is renewed, as above; from 5m on and less than the duration. */
  renewBefore: string;
  /** Algorithm and size in bits. */
  key: 'ECDSA 256' | 'ECDSA 384' | 'RSA 2048' | 'RSA 3072' | 'RSA 4096';
}

/**
 * An application's account: its streams, subjects and users are its own, and no
 * other account sees them.
 *
 * @public
 */
export interface AccountSetting {
  /** As the servers know it, e.g. `APP`; a letter, then up to 31 letters, digits, dashes and underscores. */
  name: string;
  /**
   * What its streams may take of the file stores of all servers together, their
   * copies included, bytes as an integer with k M G T Ki Mi Gi Ti; ends in
   * `jetstream.max_file` of the account, without a limit where blank.
   */
  maxFileStore?: string;
  /** As above, of the memory stores; ends in `jetstream.max_mem`. */
  maxMemoryStore?: string;
  /**
   * Common names of further publishers, DNS labels. Each gets a certificate and a
   * user that may publish to this account's streams and use its buckets.
   */
  publishers?: string[];
}

/**
 * Something of the messaging spec, with the account that has it.
 *
 * @public
 */
export type InAccount<T> = T & { account: string };

/**
 * The messaging spec of each account of a broker, in one; every name may be there
 * once in each account.
 *
 * @public
 */
export interface BrokerMessaging {
  streams: InAccount<CompleteStreamSpec>[];
  keyValues: InAccount<CompleteKeyValueSpec>[];
  objectStores: InAccount<CompleteObjectStoreSpec>[];
}

/**
 * The Prometheus Operator of the cluster, or `none`.
 *
 * @public
 */
export interface PrometheusSetting {
  /** Namespace that Prometheus runs in, a DNS label; ends in the policy `nats-metrics`. */
  namespace: string;
  /** Labels by which it selects PodMonitors and PrometheusRules; end in these. */
  labels: Record<string, string>;
  /** Where KEDA asks it, e.g. `http://prometheus-operated.monitoring.svc:9090`; ends in triggers of the type `prometheus`. */
  url?: string;
}

/**
 * Whom KEDA asks for the backlog: the servers, or Prometheus, which stays cheap
 * in an account with thousands of consumers.
 *
 * @public
 */
export type ScalerSetting = 'nats-jetstream' | 'prometheus';

/**
 * The Grafana of the cluster, or `none`.
 *
 * @public
 */
export interface GrafanaSetting {
  /** Labels by which its sidecar takes up ConfigMaps; end in that of the dashboard. */
  labels: Record<string, string>;
}

/**
 * Who makes the streams and consumers: Flux, by NACK objects of the repository,
 * or the portal, by its action, and then the repository holds none. Never both:
 * each would undo what the other does.
 *
 * @public
 */
export type ProvisioningSetting = 'flux' | 'portal';

/**
 * As people choose it: `automatic` is the portal where the broker answers, and
 * Flux where it does not.
 *
 * @public
 */
export type ProvisioningChoice = ProvisioningSetting | 'automatic';

/**
 * How the cluster lets people in from outside, by ingress-nginx. One of the two
 * protections has to be named: the monitoring port asks nobody who they are.
 *
 * @public
 */
export interface IngressSetting {
  /** IngressClass, a DNS subdomain; ends in `nats/ingress.yaml`. */
  className: string;
  /** Namespace of the ingress controller, a DNS label; ends in the policy that lets it reach the monitoring port. */
  namespace: string;
  /** Who signs the host's certificate; the broker's issuer where blank. */
  issuer?: IssuerSetting;
  /** Secret of the broker's namespace, with a key `auth` made by htpasswd. */
  basicAuthSecret?: string;
  /** Secret of the broker's namespace, with a key `ca.crt`: visitors show a certificate that it signed. */
  clientCaSecret?: string;
}

/**
 * What leaf nodes may, all of which are one user.
 *
 * @public
 */
export interface LeafSetting {
  /** The account that they are in; the first where blank. */
  account?: string;
  /** Subjects that may come in from them; what the account's publisher may send where blank. */
  publish?: string[];
  /** Subjects that go out to them, besides the answers that they asked for; none where blank. */
  subscribe?: string[];
}

/**
 * Ports besides that for clients, each open to the networks named, as CIDR. All
 * have TLS and ask for a certificate.
 *
 * @public
 */
export interface ListenersSetting {
  /** Port 7422. */
  leafnodes?: string[];
  /** Ends in the user of leaf nodes; as its fields say where blank. */
  leaf?: LeafSetting;
  /** Port 7222. */
  gateway?: string[];
  /** Port 8080. */
  websocket?: string[];
  /** Port 1883. */
  mqtt?: string[];
  /** DNS names under which the servers are reached from outside; end in their certificate. */
  hosts?: string[];
}

/**
 * Where the files are to live: in a repository of their own, or in the folder
 * `clusters/<cluster>/<name>` of a fleet repository, one that a cluster's Flux
 * follows already.
 *
 * @public
 */
export type LayoutSetting = 'repository' | 'fleet';

/**
 * The Flux source that holds the generated files.
 *
 * @public
 */
export interface FluxSourceSetting {
  kind: 'GitRepository' | 'OCIRepository' | 'Bucket' | 'ExternalArtifact';
  name: string;
  /** Left out where it is the namespace of the Flux Kustomizations. */
  namespace?: string;
}

/**
 * What a worker gets that does not say otherwise.
 *
 * @public
 */
export interface WorkerDefaults {
  /** Image reference; ends in the container of the Deployment. */
  image: string;
  /** CPU request of a worker pod, cores or millicores, e.g. `50m`; ends in the Deployment. */
  cpu: string;
  /** Memory request and limit of a worker pod, bytes as an integer with k M G T Ki Mi Gi Ti, e.g. `64Mi`; ends in the Deployment. */
  memory: string;
  /** A count of pods, 0 or more and not above the most; ends in the ScaledObject and, 1 at least, in its fallback. */
  minReplicaCount: number;
  /** A count of pods, 1 or more; ends in the ScaledObject and, times the next, in the alert on the backlog. */
  maxReplicaCount: number;
  /** Waiting messages per replica, 1 or more; ends in the triggers. */
  lagThreshold: number;
  /** The workers leave zero when the backlog is above this count, 0 or more; ends in the triggers. */
  activationLagThreshold: number;
}

/**
 * The deployment that works one consumer off.
 *
 * @public
 */
export interface WorkerSettings extends Omit<WorkerDefaults, 'cpu' | 'memory'> {
  /** Name of its Kubernetes objects, its certificate and its file. */
  name: string;
  /** Name of the account that has the stream. */
  account: string;
  stream: string;
  /** Durable name of the consumer. */
  consumer: string;
  /** True for an image that the consumer names: it brings its own command. */
  ownImage: boolean;
}

/**
 * Everything that the generator needs, resolved.
 *
 * @public
 */
export interface Settings {
  /** Name of the Kubernetes cluster, a DNS label; ends in the folder `clusters/<cluster>` and in the names of the entities. */
  cluster: string;
  /** Helm release, chart fullname and namespace; a DNS label. Ends in nearly every name, so that it cannot be changed. */
  name: string;
  /** Value of the annotation `nats.io/broker`; ends in the entities. */
  broker: string;
  /** Full entity reference; ends in the entities' `spec.owner`. */
  owner: string;
  /** Full entity reference; ends in the entities' `spec.system`. */
  system?: string;
  /** A count: 1, 3 or 5. Ends in `config.cluster` of the release, the spread of pods and the certificate. */
  servers: number;
  /** Of each server, bytes as an integer with k M G T Ki Mi Gi Ti; ends in `config.jetstream.fileStore.pvc.size`. */
  storageSize: string;
  /** The cluster's default class where blank; ends in `config.jetstream.fileStore.pvc.storageClassName`. */
  storageClass?: string;
  /** Copies that the storage layer itself keeps of each volume; a fact for sums, it ends in no file but the README. */
  storageCopies: number;
  /** Of each server, request and limit, bytes as an integer with k M G T Ki Mi Gi Ti; ends in its resources and, at 80 %, in `GOMEMLIMIT`. */
  memory: string;
  /** Of each server, request and limit; cores or millicores. Ends in its resources. */
  cpu: string;
  /** Of each server, bytes as above; as the skeleton has it, without, where blank. Ends in `config.jetstream.memoryStore`. */
  memoryStoreSize?: string;
  /** `strict` leaves a server pending rather than put two on one node; ends in `podTemplate.topologySpreadConstraints`. */
  spread: 'strict' | 'soft';
  /** False where the volumes of the storage class are writable for root only. */
  nonRoot: boolean;
  /** Exact version of the Helm chart; the skeleton's where blank. Another than was checked is a warning. */
  chartVersion?: string;
  /** Who signs all certificates; ends in their `issuerRef`, and an authority of the broker's own in `nats/certificates.yaml`. */
  issuer: IssuerSetting;
  /** As the skeleton has them, ECDSA 256 for 2160h, where blank; ends in `duration`, `renewBefore` and `privateKey` of all but the authority's. */
  certificates?: CertificatesSetting;
  /** Registry that the chart's images come from, e.g. a mirror; each image's own where blank. Ends in `global.image.registry`. */
  imageRegistry?: string;
  /** HTTPS on the monitoring port; KEDA's operator must then trust the issuer. */
  monitoringTls: boolean;
  /** Ends in the PodMonitor, in the policy `nats-metrics`, and in triggers that ask it. */
  prometheus: PrometheusSetting | 'none';
  /** PrometheusRules for the broker and each worker, where there is a Prometheus. */
  alerts: boolean;
  /** A dashboard, where there is a Prometheus to ask. */
  grafana: GrafanaSetting | 'none';
  /** Ends in `nats/ingress.yaml`, where somebody asks for a host. */
  ingress: IngressSetting | 'none';
  /** Host under which people reach the monitoring pages; nobody does where blank. */
  monitoringHost?: string;
  /** Whom KEDA asks; ends in the trigger of every worker. */
  scaler: ScalerSetting;
  /** None where blank; ends in `config` of the release, in policies, and in names of the certificate. */
  listeners: ListenersSetting;
  /** Namespace of KEDA's operator, a DNS label; ends in the policy `nats-monitoring`. */
  kedaNamespace: string;
  /** Namespace of the JetStream controller NACK, a DNS label; ends in the policy `nats-clients`. */
  nackNamespace: string;
  /** Namespace of the portal's backend, a DNS label; ends in the policy `nats-portal`. */
  portalNamespace: string;
  /** DNS domain of the cluster; ends in routes, certificates and endpoints. */
  clusterDomain: string;
  /** Where the files are to live; decides all paths. */
  layout: LayoutSetting;
  /** The skeleton's, named after the broker, where blank; never blank in a fleet repository. */
  source?: FluxSourceSetting;
  /** Who makes streams, consumers and buckets; `portal` leaves `jetstream/` out. */
  provisioning: ProvisioningSetting;
  /** What workers get that do not say otherwise; ends in `workers/`. */
  worker: WorkerDefaults;
  /**
   * At least one; the first has what names no account. Ends in `accounts` of the
   * release, in certificates, in contexts of nats-box, in `jetstream/account.yaml`.
   */
  accounts: AccountSetting[];
  /** Ends in `jetstream/`, in the users' rights and in alerts. */
  messaging: BrokerMessaging;
  /** One for each consumer that has a worker, in the order of the spec. */
  workers: WorkerSettings[];
  /** Where each setting came from, by its name; those of `worker` as `worker.image`. */
  origins: Record<string, SettingOrigin>;
}
