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
