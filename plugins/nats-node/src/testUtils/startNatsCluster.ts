import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CertificateWithKey,
  createCertificateAuthority,
  issueCertificate,
} from './certificates';
import { freePorts } from './freePorts';
import { natsConfigText } from './natsConfigText';
import { NatsClusterOptions, NatsPorts } from './NatsClusterOptions';
import { completeCredentials, NatsCredentials } from './NatsCredentials';
import { natsServerBinary } from './natsServerBinary';
import { natsServerConfig, TlsFiles } from './natsServerConfig';
import { NatsServerProcess } from './NatsServerProcess';
import { RunningNatsCluster, RunningNatsServer } from './RunningNatsCluster';
import { NotUsableError, waitUntilUsable } from './waitUntilUsable';

const MEBIBYTE = 1024 ** 2;
/** Only the owner: the files hold passwords and private keys. */
const PRIVATE_FILE = { mode: 0o600 };
const PRIVATE_FOLDER = { mode: 0o700, recursive: true } as const;
/**
 * Another process may take a port between finding and using it; and new servers of 2.10
 * may settle on a JetStream cluster of two of three and never take in the third (1 of
 * about 100 starts on a machine with much else to do, and none of those that were waited
 * for came right within 40 seconds; the others took 8 at most).
 */
const ATTEMPTS = 3;
const DEFAULT_START_TIMEOUT_MS = 30_000;
/** The same where another attempt follows. */
const ATTEMPT_TIMEOUT_MS = 15_000;
/** A server that is told to end and does not is killed, milliseconds. */
const STOP_TIMEOUT_MS = 5_000;

interface Layout {
  size: number;
  name: string;
  directory: string;
  credentials: NatsCredentials;
  authority?: CertificateWithKey;
  options: NatsClusterOptions;
}

const serverName = (index: number) => `n${index + 1}`;

/** Where each server stores, its index that of the server. */
const storesOf = ({ size, directory }: Layout) =>
  Array.from({ length: size }, (_, i) => join(directory, serverName(i)));

async function writeTls(
  layout: Layout,
  index: number,
): Promise<TlsFiles | undefined> {
  const { authority, directory } = layout;
  if (!authority) {
    return undefined;
  }
  const folder = join(directory, 'tls');
  const files: TlsFiles = {
    ca: join(folder, 'ca.pem'),
    certificate: join(folder, `${serverName(index)}.pem`),
    key: join(folder, `${serverName(index)}.key.pem`),
  };
  const own = await issueCertificate(authority, {
    commonName: serverName(index),
    hosts: ['localhost', '127.0.0.1'],
  });
  await mkdir(folder, PRIVATE_FOLDER);
  await writeFile(files.ca, authority.certificate, PRIVATE_FILE);
  await writeFile(files.certificate, own.certificate, PRIVATE_FILE);
  await writeFile(files.key, own.privateKey, PRIVATE_FILE);
  return files;
}

/** Where a server finds the others. */
async function routePorts(
  { size, options }: Layout,
  index: number,
  { route }: NatsPorts,
): Promise<number[]> {
  const { link } = options;
  if (!link) {
    return route;
  }
  const others = Array.from({ length: size }, (_, i) => i).filter(
    i => i !== index,
  );
  return Promise.all(
    others.map(other =>
      link({
        from: serverName(index),
        to: serverName(other),
        port: route[other],
      }),
    ),
  );
}

async function writeConfig(
  layout: Layout,
  index: number,
  ports: NatsPorts,
): Promise<string> {
  const { directory, options } = layout;
  const configFile = join(directory, `${serverName(index)}.conf`);
  const text = natsConfigText(
    natsServerConfig({
      serverName: serverName(index),
      clientPort: ports.client[index],
      monitorPort: ports.monitor?.[index],
      jetstream:
        options.jetstream === false
          ? undefined
          : {
              storeDirectory: storesOf(layout)[index],
              maxFileStore: options.maxFileStore ?? 1024 * MEBIBYTE,
              maxMemoryStore: options.maxMemoryStore ?? 64 * MEBIBYTE,
            },
      credentials: layout.credentials,
      accountsWithoutJetStream: options.accountsWithoutJetStream ?? [],
      accountLimits: options.accountLimits,
      tls: await writeTls(layout, index),
      cluster:
        layout.size > 1
          ? {
              name: layout.name,
              port: ports.route[index],
              routePorts: await routePorts(layout, index, ports),
              isSilent: options.link !== undefined,
            }
          : undefined,
    }),
  );
  await writeFile(configFile, text, PRIVATE_FILE);
  return configFile;
}

async function findPorts({ size, options }: Layout): Promise<NatsPorts> {
  const wanted = options.ports;
  const any = Array<number>(size).fill(0);
  const routes = size > 1 ? size : 0;
  const monitors = options.monitoring ? size : 0;
  const found = await freePorts(size + routes + monitors, [
    ...(wanted?.client ?? any).slice(0, size),
    ...(wanted?.route ?? any).slice(0, routes),
    ...(wanted?.monitor ?? any).slice(0, monitors),
  ]);
  return {
    client: found.slice(0, size),
    route: found.slice(size, size + routes),
    ...(options.monitoring ? { monitor: found.slice(size + routes) } : {}),
  };
}

async function stopServer(
  server: Pick<RunningNatsServer, 'kill' | 'signal'>,
): Promise<void> {
  // A stopped process would not hear the signal after it.
  server.signal('SIGCONT');
  const timer = setTimeout(() => server.signal('SIGKILL'), STOP_TIMEOUT_MS);
  await server.kill('SIGTERM');
  clearTimeout(timer);
}

async function startProcesses(
  layout: Layout,
  ports: NatsPorts,
  timeoutMs: number,
): Promise<RunningNatsServer[]> {
  const { size, credentials, authority } = layout;
  const binary = layout.options.binary ?? natsServerBinary();
  const scheme = authority ? 'tls' : 'nats';
  const processes: NatsServerProcess[] = [];
  const servers: RunningNatsServer[] = [];
  const stopped = new AbortController();
  try {
    // All files are written before any server reads them: some are shared.
    const configFiles: string[] = [];
    for (let i = 0; i < size; i++) {
      configFiles.push(await writeConfig(layout, i, ports));
    }
    for (const [i, configFile] of configFiles.entries()) {
      const child = await NatsServerProcess.start(binary, configFile);
      processes.push(child);
      servers.push({
        name: serverName(i),
        url: `${scheme}://127.0.0.1:${ports.client[i]}`,
        ...(ports.monitor && {
          monitorUrl: `${authority ? 'https' : 'http'}://127.0.0.1:${
            ports.monitor[i]
          }`,
        }),
        pid: child.pid,
        configFile,
        exited: child.exited,
        kill: signal => child.kill(signal),
        signal: signal => child.signal(signal),
      });
    }
    await Promise.race([
      waitUntilUsable(
        {
          urls: servers.map(({ url }) => url),
          ca: authority?.certificate,
          system: credentials.admin,
          application: Object.values(credentials.accounts)[0],
          jetstream: layout.options.jetstream ?? true,
        },
        {
          timeoutMs,
          signal: stopped.signal,
        },
      ),
      ...processes.map(async child => {
        const { stderrTail } = await child.exited;
        throw new Error(`nats-server ended while starting:\n${stderrTail}`);
      }),
    ]);
    return servers;
  } catch (error) {
    stopped.abort();
    await Promise.all(processes.map(stopServer));
    throw error;
  }
}

async function startOnFreePorts(layout: Layout) {
  const stores = storesOf(layout);
  const isNew = !stores.some(existsSync);
  for (let attempt = 1; ; attempt++) {
    const ports = await findPorts(layout);
    const isLast = !isNew || attempt === ATTEMPTS;
    const {
      startTimeoutMs: timeoutMs = isLast
        ? DEFAULT_START_TIMEOUT_MS
        : ATTEMPT_TIMEOUT_MS,
    } = layout.options;
    try {
      return {
        ports,
        servers: await startProcesses(layout, ports, timeoutMs),
      };
    } catch (error) {
      const taken = /address already in use|bind:/.test(String(error));
      // What servers that existed before store is somebody's.
      const torn = isNew && error instanceof NotUsableError;
      if ((!taken && !torn) || attempt === ATTEMPTS) {
        throw error;
      }
      if (torn) {
        await Promise.all(
          stores.map(store => rm(store, { recursive: true, force: true })),
        );
      }
    }
  }
}

/**
 * Starts real nats-servers on the loopback interface, with JetStream, TLS, a
 * system account and application accounts, and waits until they can be used.
 * They never outlive this process. Started again with the same `directory`,
 * `credentials` and `authority`, they hold what they held.
 *
 * @throws Error with the end of the server's log when one does not start
 * @public
 */
export async function startNatsCluster(
  options: NatsClusterOptions = {},
): Promise<RunningNatsCluster> {
  const {
    size = 3,
    tls = true,
    accounts = ['APP'],
    accountsWithoutJetStream = [],
  } = options;
  const temporary = options.directory === undefined;
  const directory =
    options.directory ?? (await mkdtemp(join(tmpdir(), 'nats-')));
  const remove = async () => {
    if (temporary) {
      await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    }
  };
  try {
    await mkdir(directory, PRIVATE_FOLDER);
    const layout: Layout = {
      size,
      name: options.name ?? 'local',
      directory,
      credentials: completeCredentials(
        [...accounts, ...accountsWithoutJetStream],
        options.credentials,
      ),
      authority: tls
        ? options.authority ?? (await createCertificateAuthority())
        : undefined,
      options,
    };
    const { servers, ports } = await startOnFreePorts(layout);
    const ca = layout.authority?.certificate;
    return {
      servers,
      ports,
      credentials: layout.credentials,
      authority: layout.authority,
      ca,
      brokerConfig: (name, { cluster } = {}) => ({
        name,
        ...(cluster === undefined ? {} : { cluster }),
        servers: servers.map(({ url }) => url),
        expectedServers: size,
        ...(ca === undefined ? {} : { tls: { ca } }),
        system: { ...layout.credentials.system },
        accounts: Object.entries(layout.credentials.accounts).map(
          ([account, user]) => ({ name: account, ...user }),
        ),
      }),
      stop: async () => {
        await Promise.all(servers.map(stopServer));
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * Starts one nats-server that stands alone, as `startNatsCluster` does.
 *
 * @public
 */
export function startNatsServer(
  options: Omit<NatsClusterOptions, 'size'> = {},
): Promise<RunningNatsCluster> {
  return startNatsCluster({ ...options, size: 1 });
}
