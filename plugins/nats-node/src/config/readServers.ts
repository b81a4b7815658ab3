import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ServerAddress } from './BrokerConfig';

/** The port that NATS has registered. */
const DEFAULT_PORT = '4222';

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

/** Reads `servers` of a broker. @throws InputError naming the key */
export function readServers(config: Config, key: string): ServerAddress[] {
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
