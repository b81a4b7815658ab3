import { entriesAt, isSetAt, listAt, textAt, valueAt } from '../../model/data';
import { isOn } from '../../model/NatsRelease';
import {
  forEachRelease,
  ReleaseRule,
  valueError,
  valueWarning,
} from '../ReleaseRule';
import { certificateFor, isAcme, issuerOf } from './brokerCertificate';
import { hasTls, PROTOCOLS, tlsPath } from './tlsSettings';

/** tls-empty, tls-monitor-without-nats: listeners without a certificate. */
const withCertificate: ReleaseRule = function* withCertificate(release) {
  for (const protocol of PROTOCOLS) {
    const merged =
      isSetAt(release.values, tlsPath(protocol, 'merge', 'cert_file')) ||
      listAt(release.values, tlsPath(protocol, 'patch')).length > 0;
    if (
      hasTls(release, protocol) &&
      !isSetAt(release.values, tlsPath(protocol, 'secretName')) &&
      !merged
    ) {
      yield valueError(
        'tls-empty',
        release,
        tlsPath(protocol),
        'is on without secretName: the server starts without a certificate, and every handshake fails; name the Secret',
      );
    }
  }
  if (release.monitorTls && !hasTls(release, 'nats')) {
    yield valueError(
      'tls-monitor-without-nats',
      release,
      ['config', 'monitor', 'tls', 'enabled'],
      'the monitoring port takes the certificate of config.nats.tls, which is off: the server does not start; turn that on too',
    );
  }
};

/** tls-no-ca: servers that do not trust each other. */
const trust: ReleaseRule = function* trust(release, repository) {
  const { values } = release;
  const complete =
    isOn(values, ['tlsCA', 'enabled']) &&
    (isSetAt(values, ['tlsCA', 'secretName']) ||
      isSetAt(values, ['tlsCA', 'configMapName']));
  const isPrivate = PROTOCOLS.some(protocol => {
    const certificate = certificateFor(release, protocol, repository);
    return (
      certificate !== undefined && !isAcme(issuerOf(certificate, repository))
    );
  });
  if (!complete && (isPrivate || hasTls(release, 'cluster'))) {
    yield valueError(
      'tls-no-ca',
      release,
      ['tlsCA'],
      'nobody here trusts the authority that signs the certificates: routes never form and clients are refused ("unknown authority"); set tlsCA.enabled with secretName or configMapName',
    );
  }
};

/** tls-verify-missing: clients that need not say who they are. */
const verify: ReleaseRule = function* verify(release) {
  const merge = tlsPath('nats', 'merge');
  const verifies = ['verify', 'verify_and_map'].some(
    key => valueAt(release.values, [...merge, key]) === true,
  );
  const mapped = entriesAt(release.values, [
    'config',
    'merge',
    'accounts',
  ]).some(([account]) =>
    listAt(release.values, [
      'config',
      'merge',
      'accounts',
      account,
      'users',
    ]).some(user => /(?:^|,)CN=/.test(textAt(user, ['user']) ?? '')),
  );
  if (hasTls(release, 'nats') && mapped && !verifies) {
    yield valueWarning(
      'tls-verify-missing',
      release,
      merge,
      'users are named after certificates, and the server asks clients for none (tlsCA alone does not): nobody can log in as one of them; set verify_and_map: true',
    );
  }
};

/** Rules about the TLS of the broker's listeners. */
export const tlsListenerRules = [withCertificate, trust, verify].map(
  forEachRelease,
);
