import { parseDuration } from '@nats-portal/plugin-nats-common';
import {
  entriesAt,
  isSetAt,
  KeyPath,
  listAt,
  textAt,
  textsAt,
  valueAt,
} from '../model/data';
import { parseEndpoint, releaseAt } from '../model/endpoint';
import { Manifest } from '../model/Manifest';
import { isOn, NatsRelease } from '../model/NatsRelease';
import { natsTriggers } from '../model/natsTriggers';
import { GROUPS, Repository } from '../model/Repository';
import { error, RepositoryRule, warning } from '../RepositoryRule';
import {
  forEachRelease,
  ReleaseRule,
  valueError,
  valueWarning,
} from './ReleaseRule';

/** Listeners with a certificate of their own. */
const PROTOCOLS = [
  'nats',
  'cluster',
  'leafnodes',
  'websocket',
  'mqtt',
  'gateway',
];

function tlsPath(protocol: string, ...keys: string[]): KeyPath {
  return ['config', protocol, 'tls', ...keys];
}

function hasTls({ values }: NatsRelease, protocol: string): boolean {
  return isOn(values, tlsPath(protocol, 'enabled'));
}

/** The Certificate that fills a Secret of the broker. */
function certificateOf(
  secret: string | undefined,
  { namespace }: NatsRelease,
  { of }: Repository,
): Manifest | undefined {
  return of(GROUPS.certManager, 'Certificate').find(
    certificate =>
      secret !== undefined &&
      certificate.namespace === namespace &&
      textAt(certificate.data, ['spec', 'secretName']) === secret,
  );
}

function certificateFor(
  release: NatsRelease,
  protocol: string,
  repository: Repository,
): Manifest | undefined {
  return hasTls(release, protocol)
    ? certificateOf(
        textAt(release.values, tlsPath(protocol, 'secretName')),
        release,
        repository,
      )
    : undefined;
}

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

function issuerOf(
  certificate: Manifest,
  { of }: Repository,
): Manifest | undefined {
  const kind =
    textAt(certificate.data, ['spec', 'issuerRef', 'kind']) ?? 'Issuer';
  const name = textAt(certificate.data, ['spec', 'issuerRef', 'name']);
  return of(GROUPS.certManager, kind).find(
    issuer =>
      issuer.name === name &&
      (kind === 'ClusterIssuer' || issuer.namespace === certificate.namespace),
  );
}

function isAcme(issuer: Manifest | undefined): boolean {
  return issuer !== undefined && isSetAt(issuer.data, ['spec', 'acme']);
}

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

/** tls-route-eku: certificates for one of the two sides only. */
const usages: ReleaseRule = function* usages(release, repository) {
  for (const protocol of ['cluster', 'gateway']) {
    const certificate = certificateFor(release, protocol, repository);
    const listed = textsAt(certificate?.data, ['spec', 'usages']);
    const complete =
      listed.includes('client auth') === listed.includes('server auth') ||
      listed.includes('any');
    if (certificate && !complete) {
      yield error(
        'tls-route-eku',
        certificate,
        ['spec', 'usages'],
        'servers are clients of each other and refuse a certificate for one of the two: no route forms; write server auth and client auth',
      );
    }
  }
};

/** True where a certificate's name stands for a host; an asterisk is one label. */
function covers(pattern: string, host: string): boolean {
  if (pattern.toLowerCase() === host.toLowerCase()) {
    return true;
  }
  const [first, ...rest] = pattern.split('.');
  return first === '*' && rest.join('.') === host.split('.').slice(1).join('.');
}

/** Names under which a release is reached by TLS, by the certificate that must hold them. */
function neededNames(
  release: NatsRelease,
  repository: Repository,
): [protocol: string, names: string[]][] {
  const { fullname, namespace = '', clusterDomain, values } = release;
  const service = `${fullname}.${namespace}.svc`;
  const headless = `${fullname}-headless`;
  const full = `${headless}.${namespace}.svc.${clusterDomain}`;
  // The servers are alike: the first stands for all.
  const server = `${fullname}-0`;
  const nats = [
    fullname,
    `${fullname}.${namespace}`,
    service,
    `${service}.${clusterDomain}`,
  ];
  if (release.monitorTls) {
    const asked = natsTriggers(repository).some(
      ({ endpoint, useHttps }) =>
        useHttps &&
        releaseAt(parseEndpoint(endpoint ?? '').host, [release]) === release,
    );
    nats.push(
      ...(asked ? [full, `${server}.${full}`] : []),
      ...(isOn(values, ['promExporter', 'enabled'])
        ? [textAt(values, ['promExporter', 'monitorDomain']) ?? 'localhost']
        : []),
    );
  }
  const routes = isOn(values, ['config', 'cluster', 'routeURLs', 'useFQDN'])
    ? `${server}.${full}`
    : `${server}.${headless}`;
  return [
    ['nats', nats],
    ['cluster', release.clustered ? [routes] : []],
  ];
}

/** tls-san-missing, tls-san-wildcard: names that a certificate must hold. */
const names: ReleaseRule = function* names(release, repository) {
  const missing = new Map<Manifest, Set<string>>();
  for (const [protocol, needed] of neededNames(release, repository)) {
    const certificate = certificateFor(release, protocol, repository);
    if (certificate && release.namespace !== undefined) {
      const held = textsAt(certificate.data, ['spec', 'dnsNames']);
      const lacking = needed.filter(
        host => !held.some(pattern => covers(pattern, host)),
      );
      const known = missing.get(certificate) ?? new Set();
      missing.set(certificate, new Set([...known, ...lacking]));
    }
  }
  const { fullname, namespace } = release;
  for (const [certificate, lacking] of missing) {
    const path = ['spec', 'dnsNames'];
    const old = textsAt(certificate.data, path).findIndex(name =>
      [`*.${fullname}`, `*.${fullname}.${namespace}.svc`].includes(name),
    );
    if (lacking.size > 0 && old >= 0) {
      yield error(
        'tls-san-wildcard',
        certificate,
        [...path, old],
        `is the name of the chart before 1.0: servers are called *.${fullname}-headless now, and an asterisk stands for one label only`,
      );
    }
    if (lacking.size > 0) {
      const written = [...lacking].map(host =>
        host.startsWith(`${fullname}-0.`)
          ? `*.${host.slice(`${fullname}-0.`.length)}`
          : host,
      );
      yield error(
        'tls-san-missing',
        certificate,
        path,
        `whoever connects by one of these names refuses the certificate: add ${written.join(
          ', ',
        )}`,
      );
    }
  }
};

/** tls-acme-internal, tls-issuer-namespace: certificates that are never issued. */
const issuable: RepositoryRule = function* issuable(repository) {
  const certificates = repository.of(GROUPS.certManager, 'Certificate');
  for (const certificate of certificates) {
    const path = ['spec', 'issuerRef'];
    const internal = textsAt(certificate.data, ['spec', 'dnsNames']).find(
      name => !name.includes('.') || /\.svc(?:\.|$)/.test(name),
    );
    if (internal && isAcme(issuerOf(certificate, repository))) {
      yield error(
        'tls-acme-internal',
        certificate,
        path,
        `no public authority signs ${internal}, so the certificate is never issued; use an authority of your own, or a bundle for tlsCA`,
      );
    }
    const kind = textAt(certificate.data, [...path, 'kind']) ?? 'Issuer';
    const name = textAt(certificate.data, [...path, 'name']);
    const elsewhere = repository
      .of(GROUPS.certManager, 'Issuer')
      .filter(issuer => issuer.name === name);
    if (
      kind === 'Issuer' &&
      elsewhere.length > 0 &&
      !elsewhere.some(({ namespace }) => namespace === certificate.namespace)
    ) {
      yield error(
        'tls-issuer-namespace',
        certificate,
        path,
        `the Issuer ${name} is in the namespace ${
          elsewhere[0].namespace ?? 'of no kustomization'
        }, and an Issuer serves its own only: the certificate is never issued; use a ClusterIssuer, or an Issuer beside it`,
      );
    }
  }
};

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

const HOUR = 3600e9;
const MIN_RENEWAL = 300e9;

/** tls-duration: lifetimes that cert-manager refuses, or renews without end. */
const lifetimes: RepositoryRule = function* lifetimes({ of }) {
  for (const certificate of of(GROUPS.certManager, 'Certificate')) {
    const read = (key: string) =>
      parseDuration(textAt(certificate.data, ['spec', key]) ?? '');
    const duration = read('duration') ?? 2160 * HOUR;
    const renewal = read('renewBefore');
    if (
      duration < HOUR ||
      (renewal !== undefined && (renewal < MIN_RENEWAL || renewal >= duration))
    ) {
      yield warning(
        'tls-duration',
        certificate,
        ['spec', duration < HOUR ? 'duration' : 'renewBefore'],
        'cert-manager wants an hour or more, renewed five minutes or more and less than the whole before its end: it refuses this, or renews for ever',
      );
    }
  }
};

/** Rules about certificates and who trusts them. */
export const tlsRules: RepositoryRule[] = [
  ...[withCertificate, trust, verify, usages, names, exporter].map(
    forEachRelease,
  ),
  issuable,
  lifetimes,
];
