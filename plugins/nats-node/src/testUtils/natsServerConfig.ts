import { NatsConfigValue } from './natsConfigText';
import { NatsCredentials } from './NatsCredentials';

/** What a user of the system account needs for snapshots. */
const SNAPSHOT_SUBJECTS = ['JSZ', 'VARZ', 'HEALTHZ'].map(
  what => `$SYS.REQ.SERVER.PING.${what}`,
);
/** Two busy cores need longer than the server's 2 s for a handshake; seconds. */
const TLS_TIMEOUT = 10;
/** Servers tell each other about third ones; nobody listens on this port. */
const NOWHERE = '127.0.0.1:1';

/** Paths of PEM files. */
export interface TlsFiles {
  ca: string;
  certificate: string;
  key: string;
}

/** What one server's configuration is made of. Sizes are bytes. */
export interface NatsServerSettings {
  serverName: string;
  clientPort: number;
  /** Absent for a server without a monitoring port. */
  monitorPort?: number;
  /** Absent for a server without JetStream. */
  jetstream?: {
    storeDirectory: string;
    maxFileStore: number;
    maxMemoryStore: number;
  };
  credentials: NatsCredentials;
  accountsWithoutJetStream: string[];
  /** Of each application account with JetStream. */
  accountLimits?: Record<string, number | boolean>;
  tls?: TlsFiles;
  /** Absent for a server that stands alone. */
  cluster?: {
    name: string;
    port: number;
    /** Where the others are. */
    routePorts: number[];
    /** Whether neither clients nor other servers are told of further ways to get there. */
    isSilent?: boolean;
  };
}

function tlsBlock(files: TlsFiles | undefined): NatsConfigValue {
  return (
    files && {
      ca_file: files.ca,
      cert_file: files.certificate,
      key_file: files.key,
      timeout: TLS_TIMEOUT,
    }
  );
}

/** The configuration of one server on the loopback interface. */
export function natsServerConfig(settings: NatsServerSettings): {
  [key: string]: NatsConfigValue;
} {
  const { credentials, cluster, jetstream, tls, monitorPort } = settings;
  const monitor = monitorPort && `127.0.0.1:${monitorPort}`;
  return {
    server_name: settings.serverName,
    listen: `127.0.0.1:${settings.clientPort}`,
    [tls ? 'https' : 'http']: monitor || undefined,
    tls: tlsBlock(tls),
    jetstream: jetstream && {
      store_dir: jetstream.storeDirectory,
      max_file_store: jetstream.maxFileStore,
      max_memory_store: jetstream.maxMemoryStore,
    },
    cluster: cluster && {
      name: cluster.name,
      listen: `127.0.0.1:${cluster.port}`,
      tls: tlsBlock(tls),
      routes: cluster.routePorts.map(port => `nats://127.0.0.1:${port}`),
      ...(cluster.isSilent && { no_advertise: true, advertise: NOWHERE }),
    },
    accounts: {
      SYS: {
        users: [
          {
            ...credentials.system,
            permissions: {
              publish: SNAPSHOT_SUBJECTS,
              subscribe: ['_INBOX.>'],
            },
          },
          { ...credentials.admin },
        ],
      },
      ...Object.fromEntries(
        Object.entries(credentials.accounts).map(([name, user]) => [
          name,
          {
            jetstream:
              jetstream &&
              !settings.accountsWithoutJetStream.includes(name) &&
              (settings.accountLimits ?? true),
            users: [{ ...user }],
          },
        ]),
      ),
    },
    system_account: 'SYS',
  };
}
