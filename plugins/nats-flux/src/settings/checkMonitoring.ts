import { Finding } from '@nats-portal/plugin-nats-common';
import { error, warning } from './findings';
import { Settings } from './Settings';

function* checkIngress({
  ingress,
  monitoringHost,
}: Settings): Iterable<Finding> {
  if (monitoringHost === undefined) {
    return;
  }
  if (ingress === 'none') {
    yield error(
      'settings-ingress',
      'monitoringHost',
      "asks for an ingress, and the platform's defaults name none for this cluster",
    );
  } else if (!ingress.basicAuthSecret && !ingress.clientCaSecret) {
    yield error(
      'ingress-unprotected',
      'monitoringHost',
      'would show the broker to everybody: the port asks nobody who they are, and the ingress of this cluster names neither basicAuthSecret nor clientCaSecret',
    );
  }
}

function* checkScaler({
  prometheus,
  scaler,
  workers,
}: Settings): Iterable<Finding> {
  if (
    scaler === 'prometheus' &&
    workers.length > 0 &&
    (prometheus === 'none' || !prometheus.url)
  ) {
    yield error(
      'settings-scaler',
      'cluster',
      "has the scaler prometheus, and the platform's defaults name no prometheus.url that KEDA could ask",
    );
  }
}

/** settings-scaler, settings-ingress, ingress-unprotected, tls-keda-ca: who may and can ask the monitoring port. */
export function* checkMonitoring(settings: Settings): Iterable<Finding> {
  const { issuer, monitoringTls, scaler, workers } = settings;
  yield* checkIngress(settings);
  yield* checkScaler(settings);
  if (
    monitoringTls &&
    issuer.kind === 'SelfSigned' &&
    scaler === 'nats-jetstream' &&
    workers.length > 0
  ) {
    yield warning(
      'tls-keda-ca',
      'cluster',
      "has monitoringTls with an authority of the broker's own: KEDA scales nobody until its operator trusts that authority, which is made with the broker; the README of the repository says how",
    );
  }
}
