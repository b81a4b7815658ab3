import { z } from 'zod';
import {
  CHART_VERSION,
  explainChartVersion,
  explainCidr,
  explainCpu,
  explainHost,
  explainImage,
  explainLabel,
  explainMemory,
  explainQuantity,
  explainRegistry,
  explainServers,
  explainSubdomain,
  explainSubject,
  explainText,
  explainUrl,
  IMAGE,
  LABEL,
  REGISTRY,
  SUBDOMAIN,
  SUBJECT,
  URL_PATTERN,
} from './explain';
import {
  CERTIFICATE_KEYS,
  explainCertificateDuration,
  explainCertificates,
  GO_DURATION,
} from './certificates';
import { DEFAULT_ACCOUNT } from './accountNames';
import { ACCOUNT_NAME, explainAccountName } from './explainAccount';
import { SOURCE_KINDS } from './formSource';
import { CPU, QUANTITY } from './quantity';

function checked<T>(
  type: z.ZodType<T>,
  explain: (value: T) => string | undefined,
) {
  return type.superRefine((value, context) => {
    const message = explain(value);
    if (message) {
      context.addIssue({ code: 'custom', message, input: value });
    }
  });
}

/** The pattern is for editors, which know no functions. */
const text = (
  explain: (value: string) => string | undefined,
  pattern?: RegExp,
) =>
  checked(z.string(), explain).meta(pattern ? { pattern: pattern.source } : {});
const label = () => text(value => explainLabel(value), LABEL);
const subdomain = () => text(explainSubdomain, SUBDOMAIN);
const labels = () => z.record(text(explainText), text(explainText));
const count = (least: number) => z.number().int().min(least);

const worker = z.strictObject({
  image: text(explainImage, IMAGE),
  cpu: text(explainCpu, CPU),
  memory: text(explainQuantity, QUANTITY),
  minReplicaCount: count(0),
  maxReplicaCount: count(1),
  lagThreshold: count(1),
  activationLagThreshold: count(0),
});

const issuer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('SelfSigned') }),
  z.strictObject({
    kind: z.enum(['ClusterIssuer', 'Issuer']),
    name: subdomain(),
  }),
]);

const prometheus = z.union([
  z.literal('none'),
  z.strictObject({
    namespace: label(),
    labels: labels(),
    url: text(explainUrl, URL_PATTERN).optional(),
  }),
]);

const grafana = z.union([
  z.literal('none'),
  z.strictObject({ labels: labels() }),
]);

const ingress = z.union([
  z.literal('none'),
  z.strictObject({
    className: subdomain(),
    namespace: label(),
    issuer: issuer.optional(),
    basicAuthSecret: subdomain().optional(),
    clientCaSecret: subdomain().optional(),
  }),
]);

const networks = () => z.array(text(explainCidr)).min(1).optional();

const subjects = () => z.array(text(explainSubject, SUBJECT)).min(1).optional();

const leaf = z.strictObject({
  account: text(explainAccountName, ACCOUNT_NAME).optional(),
  publish: subjects(),
  subscribe: subjects(),
});

const listeners = z.strictObject({
  leafnodes: networks(),
  leaf: leaf.optional(),
  gateway: networks(),
  websocket: networks(),
  mqtt: networks(),
  hosts: z.array(text(explainHost)).optional(),
});

const certificates = z
  .strictObject({
    duration: text(explainCertificateDuration, GO_DURATION),
    renewBefore: text(explainCertificateDuration, GO_DURATION),
    key: z.enum(CERTIFICATE_KEYS),
  })
  .superRefine((value, context) => {
    for (const { key, message } of explainCertificates(value)) {
      context.addIssue({
        code: 'custom',
        path: [key],
        message,
        input: value[key],
      });
    }
  });

const account = z.strictObject({
  name: text(explainAccountName, ACCOUNT_NAME),
  maxFileStore: text(explainQuantity, QUANTITY).optional(),
  maxMemoryStore: text(explainQuantity, QUANTITY).optional(),
  publishers: z.array(label()).optional(),
});

const source = z.strictObject({
  kind: z.enum(SOURCE_KINDS),
  name: subdomain(),
  namespace: label().optional(),
});

const shapes = {
  servers: checked(z.number(), explainServers).meta({ enum: [1, 3, 5] }),
  storageSize: text(explainQuantity, QUANTITY),
  storageClass: subdomain().optional(),
  storageCopies: count(1),
  memory: text(explainMemory, QUANTITY),
  cpu: text(explainCpu, CPU),
  memoryStoreSize: text(explainQuantity, QUANTITY).optional(),
  spread: z.enum(['strict', 'soft']),
  nonRoot: z.boolean(),
  chartVersion: text(explainChartVersion, CHART_VERSION).optional(),
  issuer,
  accounts: z.array(account).min(1),
  certificates: certificates.optional(),
  imageRegistry: text(explainRegistry, REGISTRY).optional(),
  monitoringTls: z.boolean(),
  prometheus,
  alerts: z.boolean(),
  grafana,
  ingress,
  listeners,
  scaler: z.enum(['nats-jetstream', 'prometheus']),
  kedaNamespace: label(),
  nackNamespace: label(),
  portalNamespace: label(),
  clusterDomain: subdomain(),
  layout: z.enum(['repository', 'fleet']),
  source: source.optional(),
  provisioning: z.enum(['automatic', 'flux', 'portal']),
};

/** What an editor shows; the comments of the shipped file say why. */
const descriptions: Record<keyof typeof shapes, string> = {
  servers: 'NATS servers of a broker: 1, 3 or 5',
  storageSize: 'File store of each server, such as 20Gi; cannot shrink later',
  storageClass: "Kubernetes StorageClass; blank: the cluster's default",
  storageCopies:
    'Copies that the storage layer keeps of each volume by itself; for sums only',
  memory: 'Memory of each server, request and limit, such as 8Gi',
  cpu: 'CPU of each server, request and limit, such as 500m or "2"',
  memoryStoreSize: 'Memory store of each server; blank: none',
  spread: 'strict leaves a server pending rather than put two on one node',
  nonRoot:
    'false where the volumes of the storage class are writable for root only',
  chartVersion: "One exact version of the Helm chart; blank: the skeleton's",
  issuer: 'Who signs certificates: SelfSigned, ClusterIssuer or Issuer',
  accounts:
    'Accounts of applications, each with streams, subjects and users of its own; the first has what names none',
  certificates:
    "Lifetime and key of all certificates but that of an authority; algorithm and size of the key in one; blank: the skeleton's",
  imageRegistry:
    "Registry that the chart's images come from, such as a mirror; blank: each image's own",
  monitoringTls:
    "HTTPS on the monitoring port; KEDA's operator must then trust the issuer",
  prometheus: 'The Prometheus Operator of the cluster, or none',
  alerts:
    'PrometheusRules for the broker and each worker, where there is a Prometheus',
  grafana: "Labels by which Grafana's sidecar takes up dashboards, or none",
  ingress:
    'How people reach the monitoring pages of a broker that asks for a host, or none',
  listeners:
    'Ports for leaf nodes, gateways, WebSocket and MQTT, by the networks that may connect',
  scaler: 'Whom KEDA asks for the backlog',
  kedaNamespace: "Namespace of KEDA's operator",
  nackNamespace: 'Namespace of the JetStream controller',
  portalNamespace: "Namespace of the portal's backend",
  clusterDomain: 'DNS domain of the cluster',
  layout:
    'repository: files for a repository of their own; fleet: for clusters/<cluster>/<name> of one that Flux follows already',
  source:
    'Flux source that holds the files; blank: one named as the broker, in a fleet the one of flux bootstrap',
  provisioning:
    'Who makes streams and consumers: Flux or the portal, never both; automatic: the portal where the broker answers',
};

function described<T extends Record<string, z.ZodType>>(
  types: T,
  texts: Record<keyof T, string>,
): T {
  return Object.fromEntries(
    Object.entries(types).map(([key, type]) => [
      key,
      type.meta({ ...type.meta(), description: texts[key] }),
    ]),
  ) as T;
}

const settings = described(shapes, descriptions);

/** Settings younger than the files that platform teams have: what their silence means. */
const later = {
  accounts: settings.accounts.default([DEFAULT_ACCOUNT]),
  alerts: settings.alerts.default(true),
  grafana: settings.grafana.default('none'),
  ingress: settings.ingress.default('none'),
  listeners: settings.listeners.default({}),
  scaler: settings.scaler.default('nats-jetstream'),
  portalNamespace: settings.portalNamespace.default('backstage'),
  layout: settings.layout.default('repository'),
  provisioning: settings.provisioning.default('automatic'),
};

/** The shape of the platform team's file; unknown keys are mistakes. */
export const platformDefaultsSchema = z.strictObject({
  platform: z.strictObject({ ...settings, ...later, worker }),
  clusters: z
    .record(
      label(),
      z
        .strictObject(settings)
        .partial()
        .extend({ worker: worker.partial().optional() }),
    )
    .optional(),
});
