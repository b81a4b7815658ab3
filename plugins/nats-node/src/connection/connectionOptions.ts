import { readFileSync } from 'node:fs';
import {
  Authenticator,
  ConnectionOptions,
  credsAuthenticator,
  nkeyAuthenticator,
  TlsOptions,
} from 'nats';
import { InputError } from '@backstage/errors';
import {
  BrokerConfig,
  Credentials,
  TlsConfig,
  UserConfig,
} from '../config/BrokerConfig';
import { identityCheck } from './identityCheck';

function readConfiguredFile(path: string, key: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new InputError(`${key} names the file ${path}: ${code}`);
  }
}

function authenticator(
  credentials: Credentials,
  key: string,
): Pick<ConnectionOptions, 'user' | 'pass' | 'token' | 'authenticator'> {
  const by = (method: Authenticator) => ({ authenticator: method });
  switch (credentials.kind) {
    case 'password':
      return { user: credentials.user, pass: credentials.password };
    case 'token':
      return { token: credentials.token };
    case 'nkeySeed':
      return by(nkeyAuthenticator(Buffer.from(credentials.seed.trim())));
    case 'creds':
      return by(credsAuthenticator(Buffer.from(credentials.creds)));
    case 'credsFile': {
      const read = () =>
        readConfiguredFile(credentials.path, `${key}.credsFile`);
      read();
      // Read again when the client connects again: such files are rotated.
      return by(credsAuthenticator(read));
    }
    default:
      return {};
  }
}

function checkFiles(tls: TlsConfig, key: string) {
  for (const part of ['caFile', 'certFile', 'keyFile'] as const) {
    const path = tls[part];
    if (path !== undefined) {
      readConfiguredFile(path, `${key}.tls.${part}`);
    }
  }
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

function tlsOptions(
  broker: BrokerConfig,
  user: UserConfig,
): TlsOptions | undefined {
  checkFiles(broker.tls ?? {}, broker.key);
  checkFiles(user.tls ?? {}, user.key);
  const { cert, certFile, key, keyFile } =
    user.tls?.cert ?? user.tls?.certFile ? user.tls : broker.tls ?? {};
  const given = defined({
    ca: broker.tls?.ca,
    caFile: broker.tls?.caFile,
    cert,
    certFile,
    key,
    keyFile,
  });
  const options = {
    ...given,
    checkServerIdentity: identityCheck(broker.servers),
  };
  const wanted =
    Object.keys(given).length > 0 || broker.servers.some(({ tls }) => tls);
  // Without options the client uses TLS where the server offers it; with options it insists.
  return wanted ? options : undefined;
}

/**
 * What the client needs to log in to a broker as one of its users.
 *
 * @throws InputError naming the key of a file that cannot be read
 */
export function connectionOptions(
  broker: BrokerConfig,
  user: UserConfig,
): ConnectionOptions {
  return {
    ...authenticator(user.credentials, user.key),
    tls: tlsOptions(broker, user),
    name: `backstage ${user.account}`,
    reconnect: true,
    maxReconnectAttempts: -1,
    // A peer that vanished without a word is noticed within a minute.
    pingInterval: 20_000,
    maxPingOut: 2,
    noAsyncTraces: true,
  };
}
