import { isSetAt, textAt, textsAt } from '../../model/data';
import { parseEndpoint, releaseAt } from '../../model/endpoint';
import { Manifest } from '../../model/Manifest';
import { isOn, NatsRelease } from '../../model/NatsRelease';
import { natsTriggers } from '../../model/natsTriggers';
import { Repository } from '../../model/Repository';
import { error } from '../../RepositoryRule';
import { forEachRelease, ReleaseRule } from '../ReleaseRule';
import { certificateFor } from './brokerCertificate';
import { covers } from './covers';

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

/** What comes between a service's namespace and the domain of its cluster. */
const SERVICE = '.svc.';

/** A lone server's values do not say in which domain the cluster is, so that its certificate may. */
function isInOtherDomain(
  pattern: string,
  host: string,
  { values, clusterDomain }: NatsRelease,
): boolean {
  const stated = ['config', 'cluster', 'routeURLs', 'k8sClusterDomain'];
  const at = pattern.indexOf(SERVICE);
  const ending = `${SERVICE}${clusterDomain}`;
  return (
    !isSetAt(values, stated) &&
    at >= 0 &&
    host.endsWith(ending) &&
    covers(pattern, host.slice(0, -ending.length) + pattern.slice(at))
  );
}

/** tls-san-missing, tls-san-wildcard: names that a certificate must hold. */
const names: ReleaseRule = function* names(release, repository) {
  const missing = new Map<Manifest, Set<string>>();
  for (const [protocol, needed] of neededNames(release, repository)) {
    const certificate = certificateFor(release, protocol, repository);
    if (certificate && release.namespace !== undefined) {
      const held = textsAt(certificate.data, ['spec', 'dnsNames']);
      const lacking = needed.filter(
        host =>
          !held.some(
            pattern =>
              covers(pattern, host) || isInOtherDomain(pattern, host, release),
          ),
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
        `is the name of the chart before 1.0: servers are called *.${fullname}-headless now, and an asterisk stands for one label only, so servers refuse each other; write *.${fullname}-headless`,
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

/** Rules about the names in certificates. */
export const tlsNameRules = [names].map(forEachRelease);
