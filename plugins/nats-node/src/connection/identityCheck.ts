import { isIP } from 'node:net';
import { checkServerIdentity, PeerCertificate } from 'node:tls';
import { ServerAddress } from '../config/BrokerConfig';

/**
 * Checks a certificate against what is configured. The client does not tell
 * which IP address it dialled and lets `localhost` stand for it, so that a broker
 * named by addresses is checked against these.
 */
export function identityCheck(servers: readonly ServerAddress[]) {
  const addresses = servers.map(({ host }) => host).filter(host => isIP(host));
  const named = servers.some(({ host }) => host === 'localhost');
  return (host: string, certificate: PeerCertificate): Error | undefined => {
    if (host !== 'localhost' || named || addresses.length === 0) {
      return checkServerIdentity(host, certificate);
    }
    const problems = addresses.map(address =>
      checkServerIdentity(address, certificate),
    );
    return problems.includes(undefined) ? undefined : problems[0];
  };
}
