import { z } from 'zod';
import {
  explainChartVersion,
  explainCpu,
  explainImage,
  explainLabel,
  explainMemory,
  explainQuantity,
  explainServers,
  explainSubdomain,
  explainText,
  explainUrl,
} from './explain';

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

const text = (explain: (value: string) => string | undefined) =>
  checked(z.string(), explain);
const label = () => text(value => explainLabel(value));
const subdomain = () => text(explainSubdomain);
const count = (least: number) => z.number().int().min(least);

const worker = z.strictObject({
  image: text(explainImage),
  cpu: text(explainCpu),
  memory: text(explainQuantity),
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
    labels: z.record(text(explainText), text(explainText)),
    url: text(explainUrl).optional(),
  }),
]);

const grafana = z.union([
  z.literal('none'),
  z.strictObject({ labels: z.record(text(explainText), text(explainText)) }),
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

const source = z.strictObject({
  kind: z.enum([
    'GitRepository',
    'OCIRepository',
    'Bucket',
    'ExternalArtifact',
  ]),
  name: subdomain(),
  namespace: label().optional(),
});

const settings = {
  servers: checked(z.number(), explainServers),
  storageSize: text(explainQuantity),
  storageClass: subdomain().optional(),
  storageCopies: count(1),
  memory: text(explainMemory),
  cpu: text(explainCpu),
  memoryStoreSize: text(explainQuantity).optional(),
  spread: z.enum(['strict', 'soft']),
  nonRoot: z.boolean(),
  chartVersion: text(explainChartVersion).optional(),
  issuer,
  monitoringTls: z.boolean(),
  prometheus,
  alerts: z.boolean(),
  grafana,
  ingress,
  scaler: z.enum(['nats-jetstream', 'prometheus']),
  kedaNamespace: label(),
  nackNamespace: label(),
  clusterDomain: subdomain(),
  source: source.optional(),
  provisioning: z.enum(['flux', 'portal']),
};

/** Settings younger than the files that platform teams have: what their silence means. */
const later = {
  alerts: settings.alerts.default(true),
  grafana: settings.grafana.default('none'),
  ingress: settings.ingress.default('none'),
  scaler: settings.scaler.default('nats-jetstream'),
  provisioning: settings.provisioning.default('flux'),
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
