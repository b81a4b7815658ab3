import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError, toError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { BrokerConfig } from './BrokerConfig';
import { readMonitoring } from './readMonitoring';
import { readServers } from './readServers';
import { readTls } from './readTls';
import { readAccounts, readUser } from './readUsers';

/** Long enough for a broker far away, and an error that somebody waits for is there within 5 s. */
const DEFAULT_TIMEOUT_MS = 4_000;

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
