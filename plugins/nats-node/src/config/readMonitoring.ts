import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { MonitoringConfig, TlsConfig } from './BrokerConfig';
import { readTls } from './readTls';

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

/**
 * Reads `monitoring` of a broker.
 *
 * @param shared - the `tls` of the broker, for its authority
 * @throws InputError naming the key
 */
export function readMonitoring(
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
