import { isSetAt, textAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { NatsRelease } from '../../model/NatsRelease';
import { GROUPS, Repository } from '../../model/Repository';
import { hasTls, tlsPath } from './tlsSettings';

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

/** The Certificate that a listener of the broker shows, where it is in the repository. */
export function certificateFor(
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

/** The Issuer or ClusterIssuer of a Certificate, where it is in the repository. */
export function issuerOf(
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

/** True for a public authority. */
export function isAcme(issuer: Manifest | undefined): boolean {
  return issuer !== undefined && isSetAt(issuer.data, ['spec', 'acme']);
}
