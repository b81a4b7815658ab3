import { JsonObject } from '@backstage/types';
import { CertificateWithKey } from './certificates';
import { NatsPorts } from './NatsClusterOptions';
import { NatsCredentials } from './NatsCredentials';
import { NatsServerExit } from './NatsServerProcess';

/**
 * A server that runs.
 *
 * @public
 */
export interface RunningNatsServer {
  name: string;
  /** Address for clients. */
  url: string;
  /** Address of its monitoring port; absent without. */
  monitorUrl?: string;
  pid: number;
  configFile: string;
  /** Resolves when the server ends, for whatever reason. */
  exited: Promise<NatsServerExit>;
  /** Ends this server, by default at once and without notice. */
  kill(signal?: NodeJS.Signals): Promise<NatsServerExit>;
  /** Sends a signal that need not end it, such as SIGSTOP and SIGCONT. */
  signal(signal: NodeJS.Signals): void;
}

/**
 * Servers that run together.
 *
 * @public
 */
export interface RunningNatsCluster {
  servers: RunningNatsServer[];
  credentials: NatsCredentials;
  ports: NatsPorts;
  /** Absent without TLS. */
  authority?: CertificateWithKey;
  /** The authority's certificate, PEM; absent without TLS. */
  ca?: string;
  /** An entry of `nats.brokers` that leads here. */
  brokerConfig(name: string, options?: { cluster?: string }): JsonObject;
  /** Ends all servers, and removes what they stored unless a directory was given. */
  stop(): Promise<void>;
}
