import {
  CertificateUsage,
  CertificateWithKey,
  createCertificateAuthority,
  issueCertificate,
} from '@nats-portal/plugin-nats-node/testUtils';
import { Manifest, specsOf } from './goldenRepositories';

interface CertificateSpec {
  secretName: string;
  commonName?: string;
  isCA?: boolean;
  dnsNames?: string[];
  usages?: CertificateUsage[];
  privateKey: { algorithm: string; size: number };
  issuerRef: { kind: string; name: string };
}

interface IssuerSpec {
  selfSigned?: object;
  ca?: { secretName: string };
}

/** A Secret as cert-manager writes it: PEM texts by key. */
export type TlsSecret = Record<'ca.crt' | 'tls.crt' | 'tls.key', string>;

/** What cert-manager's defaults are where a Certificate names no usages. */
const DEFAULT_USAGES: CertificateUsage[] = [
  'digital signature',
  'key encipherment',
];

/** Keys that a repository may ask for; all it gets here are ECDSA 256, which the servers read alike. */
const KEYS = ['ECDSA 256', 'ECDSA 384', 'RSA 2048', 'RSA 3072', 'RSA 4096'];

function toSecret(
  { certificate, privateKey }: CertificateWithKey,
  authority: string,
): TlsSecret {
  return { 'ca.crt': authority, 'tls.crt': certificate, 'tls.key': privateKey };
}

/**
 * Does what cert-manager does with the Certificates and Issuers of a repository.
 * An issuer that the repository does not hold is the cluster's, and made up here.
 *
 * @returns the Secrets by name, and the authorities by the name of their issuer
 * @throws Error for an issuer or a key of a kind that is not known here
 */
export async function issueSecrets(manifests: readonly Manifest[]): Promise<{
  secrets: Map<string, TlsSecret>;
  authorities: Map<string, CertificateWithKey>;
}> {
  const issuers = new Map(
    specsOf<IssuerSpec>(manifests, 'Issuer').map(({ name, spec }) => [
      name,
      spec,
    ]),
  );
  const certificates = specsOf<CertificateSpec>(manifests, 'Certificate');
  const secrets = new Map<string, TlsSecret>();
  const authorities = new Map<string, CertificateWithKey>();

  for (const { name, spec } of certificates) {
    const { algorithm, size } = spec.privateKey;
    if (!KEYS.includes(`${algorithm} ${size}`)) {
      throw new Error(`Certificate ${name} asks for ${algorithm} ${size}`);
    }
    if (spec.isCA) {
      if (!issuers.get(spec.issuerRef.name)?.selfSigned) {
        throw new Error(`The authority ${name} is not signed by itself`);
      }
      const own = await createCertificateAuthority(spec.commonName);
      secrets.set(spec.secretName, toSecret(own, own.certificate));
    }
  }

  const authorityOf = async (name: string): Promise<CertificateWithKey> => {
    const known = authorities.get(name);
    if (known) {
      return known;
    }
    const secret = secrets.get(issuers.get(name)?.ca?.secretName ?? '');
    if (issuers.has(name) && !secret) {
      throw new Error(`The issuer ${name} has no Secret to sign with`);
    }
    const authority = secret
      ? { certificate: secret['tls.crt'], privateKey: secret['tls.key'] }
      : await createCertificateAuthority(name);
    authorities.set(name, authority);
    return authority;
  };

  for (const { spec } of certificates.filter(({ spec: { isCA } }) => !isCA)) {
    const authority = await authorityOf(spec.issuerRef.name);
    const own = await issueCertificate(authority, {
      commonName: spec.commonName,
      hosts: spec.dnsNames,
      usages: spec.usages ?? DEFAULT_USAGES,
    });
    secrets.set(spec.secretName, toSecret(own, authority.certificate));
  }
  return { secrets, authorities };
}
