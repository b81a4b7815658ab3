import { z } from 'zod';
import {
  CHART_VERSION,
  explainChartVersion,
  explainCidr,
  explainCpu,
  explainHost,
  explainImage,
  explainMemory,
  explainQuantity,
  explainRegistry,
  explainServers,
  explainSubject,
  explainUrl,
  IMAGE,
  REGISTRY,
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
import {
  checked,
  count,
  described,
  label,
  labels,
  subdomain,
  text,
} from './schemaFields';
import {
  accountDescriptions,
  certificatesDescriptions,
  grafanaDescriptions,
  ingressDescriptions,
  issuerDescriptions,
  leafDescriptions,
  listenersDescriptions,
  prometheusDescriptions,
  settingDescriptions,
  sourceDescriptions,
  workerDescriptions,
} from './settingDescriptions';

const worker = z.strictObject(
  described(
    {
      image: text(explainImage, IMAGE),
      cpu: text(explainCpu, CPU),
      memory: text(explainQuantity, QUANTITY),
      minReplicaCount: count(0),
      maxReplicaCount: count(1),
      lagThreshold: count(1),
      activationLagThreshold: count(0),
    },
    workerDescriptions,
  ),
);

const issuer = z.discriminatedUnion('kind', [
  z.strictObject(
    described({ kind: z.literal('SelfSigned') }, issuerDescriptions),
  ),
  z.strictObject(
    described(
      { kind: z.enum(['ClusterIssuer', 'Issuer']), name: subdomain() },
      issuerDescriptions,
    ),
  ),
]);

const prometheus = z.union([
  z.literal('none'),
  z.strictObject(
    described(
      {
        namespace: label(),
        labels: labels(),
        url: text(explainUrl, URL_PATTERN).optional(),
      },
      prometheusDescriptions,
    ),
  ),
]);

const grafana = z.union([
  z.literal('none'),
  z.strictObject(described({ labels: labels() }, grafanaDescriptions)),
]);

const ingress = z.union([
  z.literal('none'),
  z.strictObject(
    described(
      {
        className: subdomain(),
        namespace: label(),
        issuer: issuer.optional(),
        basicAuthSecret: subdomain().optional(),
        clientCaSecret: subdomain().optional(),
      },
      ingressDescriptions,
    ),
  ),
]);

const networks = () => z.array(text(explainCidr)).min(1).optional();

const subjects = () => z.array(text(explainSubject, SUBJECT)).min(1).optional();

const leaf = z.strictObject(
  described(
    {
      account: text(explainAccountName, ACCOUNT_NAME).optional(),
      publish: subjects(),
      subscribe: subjects(),
    },
    leafDescriptions,
  ),
);

const listeners = z.strictObject(
  described(
    {
      leafnodes: networks(),
      leaf: leaf.optional(),
      gateway: networks(),
      websocket: networks(),
      mqtt: networks(),
      hosts: z.array(text(explainHost)).optional(),
    },
    listenersDescriptions,
  ),
);

const certificates = z
  .strictObject(
    described(
      {
        duration: text(explainCertificateDuration, GO_DURATION),
        renewBefore: text(explainCertificateDuration, GO_DURATION),
        key: z.enum(CERTIFICATE_KEYS),
      },
      certificatesDescriptions,
    ),
  )
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

const account = z.strictObject(
  described(
    {
      name: text(explainAccountName, ACCOUNT_NAME),
      maxFileStore: text(explainQuantity, QUANTITY).optional(),
      maxMemoryStore: text(explainQuantity, QUANTITY).optional(),
      publishers: z.array(label()).optional(),
    },
    accountDescriptions,
  ),
);

const source = z.strictObject(
  described(
    {
      kind: z.enum(SOURCE_KINDS),
      name: subdomain(),
      namespace: label().optional(),
    },
    sourceDescriptions,
  ),
);

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

const settings = described(shapes, settingDescriptions);

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

const WORKERS = { description: 'Workers that do not say otherwise' };

/** The shape of the platform team's file; unknown keys are mistakes. */
export const platformDefaultsSchema = z.strictObject({
  platform: z
    .strictObject({ ...settings, ...later, worker: worker.meta(WORKERS) })
    .meta({
      description: 'For all clusters; what a broker cannot do without is here',
    }),
  clusters: z
    .record(
      label(),
      z
        .strictObject(settings)
        .partial()
        .extend({
          worker: worker.partial().meta(WORKERS).optional(),
        }),
    )
    .meta({ description: 'By the name of the cluster; stronger than platform' })
    .optional(),
});
