import {
  createCertificateAuthority,
  issueCertificate,
  RunningNatsCluster,
} from '@nats-portal/plugin-nats-node/testUtils';
import { nkeys } from 'nats';

/** A configuration that has a secret of each kind, nearly all of which are refused. */
export interface SecretConfig {
  config: object;
  /** Each secret, by a name that a failing test can say. */
  secrets: Record<string, string>;
}

/** The line in the middle of what only its owner may see. */
function middleOf(pem: string): string {
  const lines = pem.trim().split('\n');
  return lines[Math.floor(lines.length / 2)];
}

/**
 * @param broker - one that runs
 * @param echo - address of a server that answers with what it was asked, headers and all
 */
export async function secretConfig(
  broker: RunningNatsCluster,
  echo: string,
): Promise<SecretConfig> {
  const seedOf = () => new TextDecoder().decode(nkeys.createUser().getSeed());
  const stranger = await issueCertificate(await createCertificateAuthority(), {
    commonName: 'stranger',
  });
  const fine = broker.brokerConfig('fine', { cluster: 'local' });
  const secrets = {
    systemOfFine: broker.credentials.system.password,
    accountOfFine: broker.credentials.accounts.APP.password,
    prometheusToken: 'marked-prometheus-token',
    prometheusPassword: 'marked-prometheus-password',
    password: 'marked-password',
    token: 'marked-token',
    nkeySeed: seedOf(),
    creds: seedOf(),
    jwt: 'marked.json.token',
    key: middleOf(stranger.privateKey),
    host: 'marked-token-of-the-host',
  };
  const creds = [
    '-----BEGIN NATS USER JWT-----',
    secrets.jwt,
    '------END NATS USER JWT------',
    '-----BEGIN USER NKEY SEED-----',
    secrets.creds,
    '------END USER NKEY SEED------',
  ].join('\n');
  const password = { user: 'stranger', password: secrets.password };
  const { servers, tls } = fine;
  const config = {
    integrations: {
      github: [
        { host: 'git.example.com', apiBaseUrl: echo, token: secrets.host },
      ],
    },
    nats: {
      defaults: 'https://git.example.com/platform/nats/blob/main/defaults.yaml',
      skeleton: 'https://git.example.com/platform/nats/tree/main/skeleton',
      brokers: [
        { ...fine, prometheus: { url: echo, token: secrets.prometheusToken } },
        {
          name: 'refused',
          servers,
          tls,
          system: password,
          accounts: [
            { name: 'PASSWORD', ...password },
            { name: 'TOKEN', token: secrets.token },
            { name: 'SEED', nkeySeed: secrets.nkeySeed },
            { name: 'CREDS', creds },
            {
              name: 'CERTIFICATE',
              tls: { cert: stranger.certificate, key: stranger.privateKey },
            },
          ],
          prometheus: {
            url: echo,
            user: 'stranger',
            password: secrets.prometheusPassword,
          },
        },
        {
          name: 'away',
          servers: ['tls://127.0.0.1:1'],
          accounts: [{ name: 'APP', ...password }],
        },
      ],
    },
  };
  return { config, secrets };
}

/** Every form in which something could say a secret. */
export function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    JSON.stringify(secret).slice(1, -1),
  ];
}
