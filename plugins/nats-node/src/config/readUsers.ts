import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { Credentials, UserConfig } from './BrokerConfig';
import { readTls } from './readTls';

function readCredentials(config: Config, key: string): Credentials {
  const read = (name: string) => config.getOptionalString(name);
  const user = read('user');
  const password = read('password');
  if ((user === undefined) !== (password === undefined)) {
    throw new InputError(
      `${key} needs both user and password, or neither; ${
        user === undefined ? 'user' : 'password'
      } is missing`,
    );
  }
  const found = new Map<string, Credentials>();
  if (user !== undefined && password !== undefined) {
    found.set('user', { kind: 'password', user, password });
  }
  const token = read('token');
  if (token !== undefined) {
    found.set('token', { kind: 'token', token });
  }
  const seed = read('nkeySeed');
  if (seed !== undefined) {
    found.set('nkeySeed', { kind: 'nkeySeed', seed });
  }
  const creds = read('creds');
  if (creds !== undefined) {
    found.set('creds', { kind: 'creds', creds });
  }
  const path = read('credsFile');
  if (path !== undefined) {
    found.set('credsFile', { kind: 'credsFile', path });
  }
  if (found.size > 1) {
    throw new InputError(
      `${key} has more than one kind of credentials (${[...found.keys()].join(
        ', ',
      )}); keep one`,
    );
  }
  return [...found.values()][0] ?? { kind: 'none' };
}

/** Reads one user. @throws InputError naming the key */
export function readUser(
  config: Config,
  key: string,
  account: string,
): UserConfig {
  return {
    account,
    key,
    credentials: readCredentials(config, key),
    tls: readTls(config.getOptionalConfig('tls'), `${key}.tls`),
  };
}

/** Reads `accounts` of a broker. @throws InputError naming the key */
export function readAccounts(config: Config, key: string): UserConfig[] {
  const accounts = (config.getOptionalConfigArray('accounts') ?? []).map(
    (account, i) =>
      readUser(account, `${key}.accounts[${i}]`, account.getString('name')),
  );
  const names = accounts.map(({ account }) => account);
  const repeated = accounts.find((a, i) => names.indexOf(a.account) !== i);
  if (repeated) {
    throw new InputError(
      `${repeated.key}.name is "${repeated.account}", which another account of this broker has already`,
    );
  }
  return accounts;
}
