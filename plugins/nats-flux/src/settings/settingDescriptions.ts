/*
 * What an editor shows of each setting of the platform team's file: unit, range and
 * what it ends in. The comments of the shipped file say why.
 */

const SIZE = 'a whole number with k M G T Ki Mi Gi Ti, such as';

/** Of the settings of a broker. */
export const settingDescriptions = {
  servers: 'NATS servers of a broker: 1, 3 or 5',
  storageSize: `File store of each server, ${SIZE} 20Gi; it can grow later and cannot shrink. Ends in the volumes of the release`,
  storageClass:
    "Kubernetes StorageClass of the volumes; blank: the cluster's default",
  storageCopies:
    'Copies that the storage layer keeps of each volume by itself, 1 or more; for sums only, it ends in no object',
  memory: `Memory of each server, request and limit, ${SIZE} 8Gi, 64Mi or more. Ends in the resources of the release, and 80 % of it in GOMEMLIMIT`,
  cpu: 'CPU of each server, request and limit: cores or thousandths of one, such as "2" or 500m. Ends in the resources of the release',
  memoryStoreSize: `Memory store of each server, ${SIZE} 256Mi, less than its memory; blank: none`,
  spread:
    'strict leaves a server pending rather than put two on one node. Ends in the topology spread of the release',
  nonRoot:
    'false where the volumes of the storage class are writable for root only. Ends in the security context of the servers',
  chartVersion:
    "One exact version of the Helm chart, which is that of the server; blank: the skeleton's",
  issuer:
    'Who signs certificates: SelfSigned, ClusterIssuer or Issuer. Ends in issuerRef of every certificate',
  accounts:
    'Accounts of applications, each with streams, subjects and users of its own; the first has what names none',
  certificates:
    "Lifetime and key of all certificates but that of an authority; algorithm and size of the key in one; blank: the skeleton's",
  imageRegistry:
    "Registry that the chart's images come from, such as a mirror; blank: each image's own",
  monitoringTls:
    "HTTPS on the monitoring port; KEDA's operator must then trust the issuer. Ends in the release and in useHttps of every trigger",
  prometheus:
    'The Prometheus Operator of the cluster, or none. Ends in the PodMonitor, in alerts and in the policy nats-metrics',
  alerts:
    'PrometheusRules for the broker and each worker, where there is a Prometheus',
  grafana: 'Grafana, which then gets a dashboard as ConfigMap, or none',
  ingress:
    'How people reach the monitoring pages of a broker that asks for a host, or none',
  listeners:
    'Ports for leaf nodes, gateways, WebSocket and MQTT, by the networks that may connect; blank: closed',
  scaler:
    'Whom KEDA asks for the backlog: the servers, or Prometheus. Ends in the trigger of every worker',
  kedaNamespace:
    "Namespace of KEDA's operator, which reaches the monitoring port",
  nackNamespace:
    'Namespace of the JetStream controller, which reaches the port of clients',
  portalNamespace:
    "Namespace of the portal's backend, which reaches the port of clients",
  clusterDomain:
    'DNS domain of the cluster, such as cluster.local. Ends in addresses and in the names of certificates',
  layout:
    'repository: files for a repository of their own; fleet: for clusters/<cluster>/<name> of one that Flux follows already',
  source:
    'Flux source that holds the files; blank: one named as the broker, in a fleet the one of flux bootstrap',
  provisioning:
    'Who makes streams and consumers: Flux or the portal, never both; automatic: the portal where the broker answers',
};

/** Of a worker that does not say otherwise. */
export const workerDescriptions = {
  image:
    'Image of the container, such as registry.example.org/team/worker:1.0.0',
  cpu: 'CPU request of a pod: cores or thousandths of one, such as 50m',
  memory: `Memory of a pod, request and limit, ${SIZE} 64Mi`,
  minReplicaCount:
    'Pods that always run, 0 or more. Ends in the ScaledObject, as the next three do',
  maxReplicaCount: 'Pods at most, 1 or more',
  lagThreshold: 'Waiting messages for each pod, 1 or more',
  activationLagThreshold:
    'Messages above which the first pod starts, 0 or more; that many may wait for ever',
};

/** Of who signs certificates. */
export const issuerDescriptions = {
  kind: "SelfSigned: an authority of the broker's own, in its namespace; otherwise one that the cluster or the namespace has",
  name: 'Name of the ClusterIssuer or Issuer',
};

/** Of Prometheus. */
export const prometheusDescriptions = {
  namespace: 'Namespace of its pods, which reach the port of metrics',
  labels: 'Labels by which it selects PodMonitors and PrometheusRules',
  url: 'Where KEDA asks it, such as http://prometheus-operated.monitoring.svc:9090; needed for the scaler prometheus only',
};

/** Of Grafana. */
export const grafanaDescriptions = {
  labels: 'Labels by which its sidecar takes up dashboards from any namespace',
};

/** Of the way in from outside. */
export const ingressDescriptions = {
  className: 'IngressClass, of ingress-nginx',
  namespace: 'Namespace of its controller, which reaches the monitoring port',
  issuer: "Who signs the host's certificate; blank: the broker's issuer",
  basicAuthSecret:
    "Secret of the broker's namespace with a key auth, made by htpasswd; this or clientCaSecret has to be named",
  clientCaSecret:
    "Secret of the broker's namespace with a key ca.crt: visitors show a certificate that it signed",
};

const NETWORKS = 'networks that may connect, such as 10.0.0.0/8; blank: closed';

/** Of ports besides that for clients. */
export const listenersDescriptions = {
  leafnodes: `Port 7422: ${NETWORKS}`,
  leaf: 'What leaf nodes may, all of which are one user; blank: what a publisher of the first account may',
  gateway: `Port 7222: ${NETWORKS}`,
  websocket: `Port 8080: ${NETWORKS}`,
  mqtt: `Port 1883: ${NETWORKS}`,
  hosts:
    'Names under which the servers are reached from outside. Ends in their certificate',
};

/** Of the user of leaf nodes. */
export const leafDescriptions = {
  account: 'The account that they are in; blank: the first',
  publish:
    "Subjects that may come in, such as jobs.>; blank: what the account's publisher may send",
  subscribe:
    'Subjects that go out, such as news.>, besides answers; blank: none',
};

/** Of certificates. */
export const certificatesDescriptions = {
  duration:
    'How long one is valid: hours, minutes, seconds, such as 2160h; 1h or more',
  renewBefore:
    'How long before its end it is renewed, such as 720h; 5m or more, and less than the duration',
  key: 'Algorithm and size in bits',
};

/** Of an account. */
export const accountDescriptions = {
  name: 'As the servers know it, such as BILLING: a letter, then up to 31 letters, digits, dashes and underscores',
  maxFileStore: `What its streams may take of the file stores of all servers together, copies included: ${SIZE} 20Gi; blank: no limit`,
  maxMemoryStore: 'As maxFileStore, of the memory stores',
  publishers:
    'Names of certificates of further publishers, each a user that may send what the streams of the account store',
};

/** Of the source of Flux. */
export const sourceDescriptions = {
  kind: 'Kind of the source',
  name: 'Name of the source',
  namespace: 'Its namespace; blank: that of the Kustomizations',
};
