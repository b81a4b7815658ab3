import { isSetAt, KeyPath, listAt, textAt } from '../../model/data';
import { isOn } from '../../model/NatsRelease';
import { forEachRelease, ReleaseRule, valueError } from '../ReleaseRule';

const EXPORTER: KeyPath = ['promExporter'];

/** tls-exporter-ca, tls-exporter-domain: how the exporter asks its server. */
const exporter: ReleaseRule = function* exporter(release) {
  const { values, monitorTls, fullname, namespace } = release;
  if (!monitorTls || !isOn(values, [...EXPORTER, 'enabled'])) {
    return;
  }
  const mounted =
    listAt(values, [...EXPORTER, 'merge', 'volumeMounts']).some(
      mount => textAt(mount, ['name']) === 'tls-ca',
    ) || listAt(values, [...EXPORTER, 'patch']).length > 0;
  const trusts = isSetAt(values, [...EXPORTER, 'env', 'SSL_CERT_FILE']);
  if (isOn(values, ['tlsCA', 'enabled']) && !(mounted && trusts)) {
    yield valueError(
      'tls-exporter-ca',
      release,
      EXPORTER,
      'the exporter does not trust the authority of the monitoring port: it shows no metrics, and every pod takes 60 seconds to stop; set env.SSL_CERT_FILE, and mount tls-ca by merge.volumeMounts',
    );
  }
  const domain = textAt(values, [...EXPORTER, 'monitorDomain']) ?? '';
  if (
    domain === fullname ||
    [`${fullname}.${namespace}`, `${fullname}.${namespace}.svc`].some(
      service => domain === service || domain.startsWith(`${service}.`),
    )
  ) {
    yield valueError(
      'tls-exporter-domain',
      release,
      [...EXPORTER, 'monitorDomain'],
      'the Service has no monitoring port, and would answer for another server; use localhost, and put it into the certificate',
    );
  }
};

/** Rules about how the exporter asks its server by TLS. */
export const tlsExporterRules = [exporter].map(forEachRelease);
