import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Json, JsonMap } from './ChartValues';
import { TlsSecret } from './issueSecrets';
import { Release } from './readRelease';
import {
  formatNatsConfig,
  renderNatsConfig,
  secretMounts,
} from './renderNatsConfig';

const PRIVATE = { mode: 0o600 };

/** What the server listens for, by the key of its block; clients and monitoring beside them. */
export const PROTOCOLS = [
  'nats',
  'monitor',
  'cluster',
  'leafnodes',
  'gateway',
  'websocket',
  'mqtt',
] as const;

/** A port for each protocol. */
export type ServerPorts = Record<(typeof PROTOCOLS)[number], number>;

/** Where the servers of a release listen on this machine, and which of them is meant. */
export interface Listeners {
  index: number;
  /** By position of the pod. */
  ports: readonly ServerPorts[];
}

const PATHS = /^(cert_file|key_file|ca_file|store_dir|pid_file|dir)$/;

function inFolder(value: Json, folder: string, key = ''): Json {
  if (Array.isArray(value)) {
    return value.map(item => inFolder(item, folder));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        inFolder(inner, folder, name),
      ]),
    );
  }
  return typeof value === 'string' && PATHS.test(key)
    ? join(folder, value)
    : value;
}

/**
 * The configuration with what a machine has once and a Kubernetes cluster has for
 * each pod: ports of its own, and the other servers' addresses in place of their names.
 * The route to itself, which no server takes, keeps its name, so that the others
 * still have to prove a name of that form: a server that knows its peers by
 * name asks the same of an address.
 */
function listenHere(document: JsonMap, { index, ports }: Listeners): JsonMap {
  const own = ports[index];
  const result: JsonMap = { ...document, port: own.nats };
  for (const key of ['http_port', 'https_port'].filter(k => k in document)) {
    result[key] = own.monitor;
  }
  for (const key of PROTOCOLS.filter(k => k in document)) {
    result[key] = { ...(document[key] as JsonMap), port: own[key] };
  }
  if (document.cluster) {
    const cluster = result.cluster as JsonMap;
    result.cluster = {
      ...cluster,
      routes: (cluster.routes as string[]).map((route, i) =>
        i === index
          ? route
          : `${route.split('//')[0]}//127.0.0.1:${ports[i].cluster}`,
      ),
    };
  }
  return result;
}

/**
 * Writes what a server's pod would find, its configuration and the Secrets that
 * the chart mounts, below a folder that stands for the pod's `/`.
 *
 * @param listeners - for a server that is started; without, the configuration is
 *   as rendered but for the folder
 * @returns the path of the configuration
 * @throws Error when the release mounts a Secret that nothing makes
 */
export async function writeServerFiles(
  { values, names }: Release,
  secrets: ReadonlyMap<string, TlsSecret>,
  folder: string,
  listeners?: Listeners,
): Promise<string> {
  for (const [dir, secretName] of secretMounts(values)) {
    const secret = secrets.get(secretName);
    if (!secret) {
      throw new Error(`No Certificate makes the Secret ${secretName}`);
    }
    await mkdir(join(folder, dir), { recursive: true });
    for (const [key, text] of Object.entries(secret)) {
      await writeFile(join(folder, dir, key), text, PRIVATE);
    }
  }
  const rendered = renderNatsConfig(values, names);
  const document = inFolder(
    listeners ? listenHere(rendered, listeners) : rendered,
    folder,
  ) as JsonMap;
  const configFile = join(folder, '/etc/nats-config/nats.conf');
  for (const file of [configFile, String(document.pid_file)]) {
    await mkdir(dirname(file), { recursive: true });
  }
  await writeFile(configFile, formatNatsConfig(document), PRIVATE);
  return configFile;
}
