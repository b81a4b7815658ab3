// The certificate library finds its parts through this polyfill, so it comes first.
import 'reflect-metadata';
import { createPrivateKey, randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 24 * 3600_000;
/** Clocks of containers differ a little. */
const BACKDATE_MS = DAY_MS;
/** A local portal may be kept for long; nobody else trusts this authority. */
const LIFETIME_MS = 3650 * DAY_MS;

/**
 * A certificate and its private key, PEM.
 *
 * @public
 */
export interface CertificateWithKey {
  certificate: string;
  privateKey: string;
}

/**
 * What a certificate may be used for, in the words of cert-manager's `usages`.
 *
 * @public
 */
export type CertificateUsage =
  | 'digital signature'
  | 'key encipherment'
  | 'server auth'
  | 'client auth';

const KEY_USAGES: Partial<Record<CertificateUsage, x509.KeyUsageFlags>> = {
  'digital signature': x509.KeyUsageFlags.digitalSignature,
  'key encipherment': x509.KeyUsageFlags.keyEncipherment,
};

const EXTENDED_KEY_USAGES: Partial<
  Record<CertificateUsage, x509.ExtendedKeyUsage>
> = {
  'server auth': x509.ExtendedKeyUsage.serverAuth,
  'client auth': x509.ExtendedKeyUsage.clientAuth,
};

const BOTH_ENDS: CertificateUsage[] = [
  'digital signature',
  'server auth',
  'client auth',
];

const crypto = webcrypto as Crypto;

function usageExtensions(usages: readonly CertificateUsage[]) {
  // eslint-disable-next-line no-bitwise
  const flags = usages.reduce((all, use) => all | (KEY_USAGES[use] ?? 0), 0);
  const extended = usages.flatMap(use => EXTENDED_KEY_USAGES[use] ?? []);
  return [
    new x509.KeyUsagesExtension(flags, true),
    ...(extended.length > 0
      ? [new x509.ExtendedKeyUsageExtension(extended)]
      : []),
  ];
}

function serialNumber(): string {
  // The first bit clear: a serial number is positive.
  const bytes = randomBytes(16);
  bytes[0] %= 0x80;
  return bytes.toString('hex');
}

async function toPem(key: CryptoKey): Promise<string> {
  const bytes = await crypto.subtle.exportKey('pkcs8', key);
  return x509.PemConverter.encode(bytes, 'PRIVATE KEY');
}

async function fromPem(pem: string): Promise<CryptoKey> {
  const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  return crypto.subtle.importKey('pkcs8', new Uint8Array(der), CURVE, true, [
    'sign',
  ]);
}

function validity(notAfter?: Date) {
  const now = Date.now();
  return {
    notBefore: new Date(now - BACKDATE_MS),
    notAfter: notAfter ?? new Date(now + LIFETIME_MS),
  };
}

/**
 * Makes a throw-away certificate authority (ECDSA P-256), for tests and local brokers.
 *
 * @public
 */
export async function createCertificateAuthority(
  commonName = 'throw-away CA',
): Promise<CertificateWithKey> {
  const keys = await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name: [{ CN: [commonName] }],
      ...validity(),
      signingAlgorithm: CURVE,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(
          // eslint-disable-next-line no-bitwise
          x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
          true,
        ),
        await x509.SubjectKeyIdentifierExtension.create(
          keys.publicKey,
          false,
          crypto,
        ),
      ],
    },
    crypto,
  );
  return {
    certificate: certificate.toString('pem'),
    privateKey: await toPem(keys.privateKey),
  };
}

/**
 * Issues a certificate (ECDSA P-256), by default one that serves both ends of a TLS connection.
 *
 * @param authority - as made by `createCertificateAuthority`
 * @param options - `commonName`: none makes a certificate of hosts only; `hosts`: DNS names and IP addresses that it is
 *   valid for; `usages`: what else than both ends it serves; `notAfter`: when it expires, by default in ten years
 * @public
 */
export async function issueCertificate(
  authority: CertificateWithKey,
  options: {
    commonName?: string;
    hosts?: string[];
    usages?: readonly CertificateUsage[];
    notAfter?: Date;
  },
): Promise<CertificateWithKey> {
  const { commonName, hosts = [], usages = BOTH_ENDS, notAfter } = options;
  const issuer = new x509.X509Certificate(authority.certificate);
  const keys = await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: serialNumber(),
      subject: commonName === undefined ? [] : [{ CN: [commonName] }],
      issuer: issuer.subject,
      ...validity(notAfter),
      publicKey: keys.publicKey,
      signingKey: await fromPem(authority.privateKey),
      signingAlgorithm: CURVE,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        ...usageExtensions(usages),
        await x509.AuthorityKeyIdentifierExtension.create(
          issuer,
          false,
          crypto,
        ),
        ...(hosts.length > 0
          ? [
              new x509.SubjectAlternativeNameExtension(
                hosts.map(value => ({
                  type: isIP(value) ? ('ip' as const) : ('dns' as const),
                  value,
                })),
              ),
            ]
          : []),
      ],
    },
    crypto,
  );
  return {
    certificate: certificate.toString('pem'),
    privateKey: await toPem(keys.privateKey),
  };
}
