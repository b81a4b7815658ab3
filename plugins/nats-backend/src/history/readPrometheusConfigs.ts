import { RootConfigService } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError, toError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** Prometheus evaluates a month in a second or two; who waits longer has gone; milliseconds. */
const DEFAULT_TIMEOUT_MS = 10_000;

/** How Prometheus is asked for the history of a broker. */
export interface PrometheusConfig {
  /** Where it stands in the configuration, for messages. */
  key: string;
  /** Ends with a slash. */
  url: string;
  tls: { ca?: string; caFile?: string };
  /** Says who asks; a file is read again for each question. */
  login:
    | { kind: 'none' }
    | { kind: 'token'; token: string }
    | { kind: 'tokenFile'; path: string }
    | { kind: 'password'; user: string; password: string };
  /** What the series of this broker have, by label. */
  labels: Record<string, string>;
  timeoutMs: number;
}

function readUrl(config: Config, key: string): string {
  const text = config.getString('url');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // The text is not repeated: it may hold a password.
  if (url?.username || url?.password) {
    throw new InputError(
      `${key}.url holds credentials; they belong into user and password, or token`,
    );
  }
  if (
    !url ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.search !== '' ||
    url.hash !== ''
  ) {
    throw new InputError(
      `${key}.url is no URL such as https://prometheus.example.org`,
    );
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

function readLogin(config: Config, key: string): PrometheusConfig['login'] {
  const found: PrometheusConfig['login'][] = [];
  const token = config.getOptionalString('token');
  if (token !== undefined) {
    found.push({ kind: 'token', token });
  }
  const path = config.getOptionalString('tokenFile');
  if (path !== undefined) {
    found.push({ kind: 'tokenFile', path });
  }
  const user = config.getOptionalString('user');
  const password = config.getOptionalString('password');
  if ((user === undefined) !== (password === undefined)) {
    throw new InputError(`${key} needs both user and password, or neither`);
  }
  if (user !== undefined && password !== undefined) {
    found.push({ kind: 'password', user, password });
  }
  if (found.length > 1) {
    throw new InputError(
      `${key} has more than one of token, tokenFile and user; keep one`,
    );
  }
  return found[0] ?? { kind: 'none' };
}

function readLabels(config: Config, key: string): Record<string, string> {
  const labels = config.getOptionalConfig('labels');
  return Object.fromEntries(
    (labels?.keys() ?? []).map(name => {
      // The data model of Prometheus.
      if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) {
        throw new InputError(`${key}.labels: "${name}" is no name of a label`);
      }
      return [name, labels!.getString(name)];
    }),
  );
}

function readTimeout(config: Config, key: string): number {
  if (!config.has('timeout')) {
    return DEFAULT_TIMEOUT_MS;
  }
  const timeoutMs = durationToMilliseconds(
    readDurationFromConfig(config, { key: 'timeout' }),
  );
  if (timeoutMs <= 0) {
    throw new InputError(`${key}.timeout must be longer than nothing`);
  }
  return timeoutMs;
}

function readAuthority(config: Config, key: string): PrometheusConfig['tls'] {
  const ca = config.getOptionalString('tls.ca');
  const caFile = config.getOptionalString('tls.caFile');
  if (ca !== undefined && caFile !== undefined) {
    throw new InputError(
      `${key}.tls.ca and ${key}.tls.caFile exclude each other`,
    );
  }
  return { ca, caFile };
}

/**
 * Reads `prometheus` of each of `nats.brokers`, by the name of the broker.
 *
 * @throws InputError naming the key of each mistake, at most one for each broker
 */
export function readPrometheusConfigs(
  config: RootConfigService,
): Map<string, PrometheusConfig> {
  const problems: string[] = [];
  const found = new Map<string, PrometheusConfig>();
  const brokers = config.getOptionalConfigArray('nats.brokers') ?? [];
  for (const [i, broker] of brokers.entries()) {
    const key = `nats.brokers[${i}].prometheus`;
    try {
      const given = broker.getOptionalConfig('prometheus');
      if (given) {
        found.set(broker.getString('name'), {
          key,
          url: readUrl(given, key),
          tls: readAuthority(given, key),
          login: readLogin(given, key),
          labels: readLabels(given, key),
          timeoutMs: readTimeout(given, key),
        });
      }
    } catch (error) {
      const { message } = toError(error);
      problems.push(message.includes(key) ? message : `${key}: ${message}`);
    }
  }
  if (problems.length > 0) {
    throw new InputError(problems.join('\n'));
  }
  return found;
}
