import { CertificateWithKey } from './certificates';
import { NatsCredentials } from './NatsCredentials';

/**
 * Ports on the loopback interface, by position of the server.
 *
 * @public
 */
export interface NatsPorts {
  client: number[];
  /** Empty for a server that stands alone. */
  route: number[];
  /** Absent without monitoring. */
  monitor?: number[];
}

/**
 * How to start servers. What is left out is made up and returned, so that it can
 * be given the next time.
 *
 * @public
 */
export interface NatsClusterOptions {
  /** Path of the nats-server; defaults to what `natsServerBinary` finds. */
  binary?: string;
  /** Servers, named n1, n2, …; defaults to 3. One stands alone, without a cluster. */
  size?: number;
  /** Name of the NATS cluster; defaults to `local`. */
  name?: string;
  /** Where everything is stored. Defaults to a temporary folder that `stop` removes. */
  directory?: string;
  /** Names of the application accounts; defaults to `APP`. */
  accounts?: string[];
  /** Whether the servers have JetStream; defaults to true. */
  jetstream?: boolean;
  /** Names of accounts without JetStream; none by default. */
  accountsWithoutJetStream?: string[];
  /** Limits of each application account with JetStream, by their names in a server's configuration; none by default. */
  accountLimits?: Record<string, number | boolean>;
  /** TLS for clients, routes and monitoring; defaults to true. */
  tls?: boolean;
  /** Whether each server has a monitoring port; defaults to false. */
  monitoring?: boolean;
  /** Taken where they are free; others are found where not. */
  ports?: NatsPorts;
  /**
   * Asked for each two servers, and both ways, where the one finds the other, whose route port
   * is told; for tests that break what is between them. Servers tell nobody else where they are then.
   */
  link?: (route: { from: string; to: string; port: number }) => Promise<number>;
  credentials?: NatsCredentials;
  /** Issues the servers' certificates. */
  authority?: CertificateWithKey;
  /** JetStream storage of each server on disk, bytes; defaults to 1 GiB. */
  maxFileStore?: number;
  /** JetStream storage of each server in memory, bytes; defaults to 64 MiB. */
  maxMemoryStore?: number;
  /** For each of at most three attempts; defaults to 15 seconds, and to 30 for the last. */
  startTimeoutMs?: number;
}
