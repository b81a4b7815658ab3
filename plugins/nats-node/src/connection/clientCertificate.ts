import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { BrokerConfig, UserConfig } from '../config/BrokerConfig';

/**
 * Since when the client certificate of a user is no longer valid. A server ends the
 * connection over it, and the client does not tell why.
 *
 * @returns undefined where it is valid, where there is none, or where it cannot be read
 */
export function expiredSince(
  broker: BrokerConfig,
  user: UserConfig,
): Date | undefined {
  const { cert, certFile } =
    user.tls?.cert ?? user.tls?.certFile ? user.tls : broker.tls ?? {};
  try {
    const pem = cert ?? (certFile && readFileSync(certFile));
    const end = pem && new Date(new X509Certificate(pem).validTo);
    return end && end.getTime() < Date.now() ? end : undefined;
  } catch {
    return undefined;
  }
}
