import { parseDuration } from '@nats-portal/plugin-nats-common';
import { textAt, textsAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { GROUPS } from '../../model/Repository';
import { error, RepositoryRule, warning } from '../../RepositoryRule';
import { forEachRelease, ReleaseRule } from '../ReleaseRule';
import { certificateFor, isAcme, issuerOf } from './brokerCertificate';

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
        'a certificate has to be valid for an hour or longer (duration), and its renewal to lie between five minutes before its end and its beginning (renewBefore): cert-manager refuses this, or renews for ever; write such as 2160h and 720h',
      );
    }
  }
};

/** tls-secret-shared: two Certificates that write one Secret. */
const ownSecrets: RepositoryRule = function* ownSecrets({ of }) {
  const first = new Map<string, Manifest>();
  for (const certificate of of(GROUPS.certManager, 'Certificate')) {
    const path = ['spec', 'secretName'];
    const name = textAt(certificate.data, path);
    const key = JSON.stringify([certificate.namespace, name]);
    const earlier = first.get(key);
    first.set(key, earlier ?? certificate);
    if (name !== undefined && earlier && earlier.name !== certificate.name) {
      yield error(
        'tls-secret-shared',
        certificate,
        path,
        `Certificate ${earlier.name} (${earlier.file}) writes the Secret ${name} already: cert-manager signs one of the two and never the other, or both in turns for ever; give each a Secret of its own`,
      );
    }
  }
};

/** Rules about certificates and who signs them. */
export const tlsCertificateRules: RepositoryRule[] = [
  forEachRelease(usages),
  issuable,
  lifetimes,
  ownSecrets,
];
