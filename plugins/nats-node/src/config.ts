import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError, toError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** Long enough for a broker far away, and an error that somebody waits for is there within 5 s. */
const DEFAULT_TIMEOUT_MS = 4_000;
/** The port that NATS has registered. */
const DEFAULT_PORT = '4222';

/** Address of one server. */
export interface ServerAddress {
  /** As shown to people, e.g. `tls://127.0.0.1:4222`. */
  url: string;
  host: string;
  port: number;
  /** Whether a connection without TLS is refused. */
  tls: boolean;
}

/** Certificates, each as a path or as PEM text. */
export interface TlsConfig {
  caFile?: string;
  certFile?: string;
  keyFile?: string;
  ca?: string;
  cert?: string;
  key?: string;
}

/** How a connection says who it is; `none` leaves it to a client certificate or to the server's default user. */
export type Credentials =
  | { kind: 'none' }
  | { kind: 'password'; user: string; password: string }
  | { kind: 'token'; token: string }
  | { kind: 'nkeySeed'; seed: string }
  | { kind: 'creds'; creds: string }
  | { kind: 'credsFile'; path: string };

/** One user of a broker. */
export interface UserConfig {
  /** Name of the account, or `system`. */
  account: string;
  /** Where it stands in the configuration, for messages. */
  key: string;
  credentials: Credentials;
  /** Overrides the broker's client certificate. */
  tls?: TlsConfig;
}

/** The monitoring ports of a broker's servers. */
export interface MonitoringConfig {
  /** Where it stands in the configuration, for messages. */
  key: string;
  /** One for each server, ending with a slash. */
  urls: string[];
  tls?: Pick<TlsConfig, 'ca' | 'caFile'>;
}

/** One broker of `nats.brokers`. */
export interface BrokerConfig {
  /** Where it stands in the configuration, for messages. */
  key: string;
  name: string;
  cluster?: string;
  /** Empty where it has monitoring ports only. */
  servers: ServerAddress[];
  expectedServers?: number;
  tls?: TlsConfig;
  timeoutMs: number;
  system?: UserConfig;
  monitoring?: MonitoringConfig;
  accounts: UserConfig[];
}

function readAddress(text: string, key: string): ServerAddress {
  // The text is not repeated: it may hold a password.
  if (text.includes('@')) {
    throw new InputError(
      `${key} holds credentials; put them into system or accounts of the broker, where they are kept secret`,
    );
  }
  const match =
    /^(?:([a-z]+):\/\/)?((?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?)$/i.exec(text);
  const scheme = match?.[1]?.toLowerCase() ?? 'nats';
  if (!match || !['nats', 'tls'].includes(scheme)) {
    throw new InputError(
      `${key} is "${text}"; write an address such as tls://nats.example.org:4222 or nats://10.0.0.1:4222`,
    );
  }
  let url: URL;
  try {
    // A scheme that URL knows, so that it reads host and port strictly.
    url = new URL(`http://${match[2]}`);
  } catch {
    throw new InputError(`${key} is "${text}", which is no host and port`);
  }
  // URL drops the port that http has by default.
  const port =
    url.port || (/:0*80$/.test(match[2]) ? '80' : undefined) || DEFAULT_PORT;
  return {
    url: `${scheme}://${url.hostname}:${port}`,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(port),
    tls: scheme === 'tls',
  };
}

function readServers(config: Config, key: string): ServerAddress[] {
  const value = config.getOptional('servers');
  const listed = Array.isArray(value);
  const texts = listed
    ? config.getStringArray('servers')
    : [config.getString('servers')];
  if (texts.length === 0) {
    throw new InputError(`${key}.servers is empty; name at least one address`);
  }
  return texts.map((text, i) =>
    readAddress(text, listed ? `${key}.servers[${i}]` : `${key}.servers`),
  );
}

function readMonitoringUrl(text: string, key: string): string {
  let url: URL | undefined;
  try {
    url = new URL(text);
  } catch {
    url = undefined;
  }
  // The text is not repeated: it may hold a password.
  if (url?.username || url?.password) {
    throw new InputError(`${key} holds credentials, which are never sent`);
  }
  if (
    !url ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.search !== '' ||
    url.hash !== ''
  ) {
    throw new InputError(
      `${key} is no URL such as https://nats-0.nats-headless.example.org:8222`,
    );
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

function readMonitoring(
  config: Config | undefined,
  key: string,
  shared: TlsConfig | undefined,
): MonitoringConfig | undefined {
  if (!config) {
    return undefined;
  }
  const urls = config
    .getStringArray('urls')
    .map((text, i) => readMonitoringUrl(text, `${key}.urls[${i}]`));
  if (urls.length === 0) {
    throw new InputError(`${key}.urls is empty; name one for each server`);
  }
  const repeated = urls.findIndex((url, i) => urls.indexOf(url) !== i);
  if (repeated >= 0) {
    throw new InputError(
      `${key}.urls[${repeated}] is there twice; each server has one of its own`,
    );
  }
  const own = readTls(config.getOptionalConfig('tls'), `${key}.tls`);
  const { ca, caFile } = own ?? shared ?? {};
  return { key, urls, tls: { ca, caFile } };
}

function readTls(config: Config | undefined, key: string) {
  if (!config) {
    return undefined;
  }
  const tls: TlsConfig = {};
  for (const part of ['ca', 'cert', 'key'] as const) {
    const file = config.getOptionalString(`${part}File`);
    const text = config.getOptionalString(part);
    if (file !== undefined && text !== undefined) {
      throw new InputError(
        `${key}.${part} and ${key}.${part}File exclude each other`,
      );
    }
    tls[`${part}File`] = file;
    tls[part] = text;
  }
  if (Boolean(tls.cert ?? tls.certFile) !== Boolean(tls.key ?? tls.keyFile)) {
    throw new InputError(
      `${key} needs both a certificate and its key, or neither`,
    );
  }
  return tls;
}

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

function readUser(config: Config, key: string, account: string): UserConfig {
  return {
    account,
    key,
    credentials: readCredentials(config, key),
    tls: readTls(config.getOptionalConfig('tls'), `${key}.tls`),
  };
}

function readAccounts(config: Config, key: string): UserConfig[] {
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

function readTimeout(config: Config, key: string): number {
  if (!config.has('timeout')) {
    return DEFAULT_TIMEOUT_MS;
  }
  let timeoutMs: number;
  try {
    timeoutMs = durationToMilliseconds(
      readDurationFromConfig(config, { key: 'timeout' }),
    );
  } catch (error) {
    // The message names the key without where it stands.
    throw new InputError(`${key}.timeout: ${toError(error).message}`);
  }
  if (timeoutMs <= 0) {
    throw new InputError(`${key}.timeout must be longer than nothing`);
  }
  return timeoutMs;
}

function readExpectedServers(config: Config, key: string) {
  const expected = config.getOptionalNumber('expectedServers');
  if (expected !== undefined && (!Number.isInteger(expected) || expected < 1)) {
    throw new InputError(
      `${key}.expectedServers is ${expected}; it counts servers, so 1 or more`,
    );
  }
  return expected;
}

function readBroker(config: Config, key: string): BrokerConfig {
  const system = config.getOptionalConfig('system');
  const tls = readTls(config.getOptionalConfig('tls'), `${key}.tls`);
  const monitoring = readMonitoring(
    config.getOptionalConfig('monitoring'),
    `${key}.monitoring`,
    tls,
  );
  if (system && monitoring) {
    throw new InputError(
      `${key}.system and ${key}.monitoring exclude each other, since both are for snapshots; system shows the same for less`,
    );
  }
  const name = config.getString('name');
  const accounts = readAccounts(config, key);
  // Nobody logs in where there are monitoring ports only.
  const isWatchedOnly =
    monitoring && accounts.length === 0 && !config.has('servers');
  return {
    key,
    name,
    cluster: config.getOptionalString('cluster'),
    servers: isWatchedOnly ? [] : readServers(config, key),
    expectedServers: readExpectedServers(config, key),
    tls,
    timeoutMs: readTimeout(config, key),
    system: system && readUser(system, `${key}.system`, 'system'),
    monitoring,
    accounts,
  };
}

/**
 * Reads `nats.brokers`.
 *
 * @throws InputError naming the key of each mistake, at most one for each broker
 */
export function readBrokerConfigs(config: Config): BrokerConfig[] {
  const problems: string[] = [];
  const brokers: BrokerConfig[] = [];
  let entries: Config[] = [];
  try {
    entries = config.getOptionalConfigArray('nats.brokers') ?? [];
  } catch (error) {
    problems.push(toError(error).message);
  }
  for (const [i, entry] of entries.entries()) {
    const key = `nats.brokers[${i}]`;
    try {
      const broker = readBroker(entry, key);
      const other = brokers.find(({ name }) => name === broker.name);
      if (other) {
        throw new InputError(
          `${key}.name is "${broker.name}", which ${other.key} has already`,
        );
      }
      brokers.push(broker);
    } catch (error) {
      problems.push(toError(error).message);
    }
  }
  if (problems.length > 0) {
    throw new InputError(
      `The configuration of the NATS brokers cannot be used: ${problems.join(
        '; ',
      )}`,
    );
  }
  return brokers;
}
