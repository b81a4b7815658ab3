import { Finding } from '@nats-portal/plugin-nats-common';
import { warning } from './findings';
import { Settings } from './Settings';

/** tls-keda-ca: what the monitoring port asks of others. */
export function* checkMonitoring({
  issuer,
  monitoringTls,
  workers,
}: Settings): Iterable<Finding> {
  if (monitoringTls && issuer.kind === 'SelfSigned' && workers.length > 0) {
    yield warning(
      'tls-keda-ca',
      'cluster',
      "has monitoringTls with an authority of the broker's own: KEDA scales nobody until its operator trusts that authority, which is made with the broker; the README of the repository says how",
    );
  }
}
