import { HumanDuration } from '@backstage/types';

export interface Config {
  nats?: {
    /** The brokers that can be shown and changed. */
    brokers?: Array<{
      /** Unique name; entities name it in the annotation `nats.io/broker`. */
      name: string;
      /** Name of the cluster that the broker runs in, as in the catalog. */
      cluster?: string;
      /**
       * Addresses such as `tls://nats.example.org:4222`; one is enough, more help
       * while a server is down. `tls://` insists on TLS, `nats://` uses it where
       * the server offers it. Never with credentials inside. Not needed where there
       * is `monitoring` and no account.
       */
      servers?: string | string[];
      /** Servers that should answer. Without it, as many as were seen before. */
      expectedServers?: number;
      /** For a certificate authority of one's own, and for client certificates. */
      tls?: {
        /** Path of a PEM file. */
        caFile?: string;
        /** Path of a PEM file. */
        certFile?: string;
        /** Path of a PEM file. */
        keyFile?: string;
        /** PEM text, in place of `caFile`. */
        ca?: string;
        /** PEM text, in place of `certFile`. */
        cert?: string;
        /**
         * PEM text, in place of `keyFile`.
         * @visibility secret
         */
        key?: string;
      };
      /** Time for connecting and for reading a snapshot. Defaults to 4 seconds. */
      timeout?: HumanDuration | string;
      /**
       * A user of the system account, for snapshots. It needs to publish
       * `$SYS.REQ.SERVER.PING.{JSZ,VARZ,HEALTHZ}` and to subscribe to its
       * inbox, and nothing else. One of: user and password, credsFile, creds,
       * nkeySeed, token; none where the client certificate says who it is.
       */
      system?: {
        user?: string;
        /** @visibility secret */
        password?: string;
        /** Path of a credentials file; read again for each connection. */
        credsFile?: string;
        /**
         * Contents of a credentials file.
         * @visibility secret
         */
        creds?: string;
        /** @visibility secret */
        nkeySeed?: string;
        /** @visibility secret */
        token?: string;
        /** A client certificate for this user alone. */
        tls?: {
          certFile?: string;
          keyFile?: string;
          cert?: string;
          /** @visibility secret */
          key?: string;
        };
      };
      /**
       * The monitoring ports of the servers, for snapshots where no user of the
       * system account is granted. Not beside `system`.
       */
      monitoring?: {
        /**
         * One for each server, such as `https://nats-0.nats-headless.nats.svc:8222`;
         * never that of a load balancer.
         */
        urls: string[];
        /** The authority of their certificates; defaults to that of the broker. */
        tls?: {
          /** Path of a PEM file; read again for each snapshot. */
          caFile?: string;
          /** PEM text, in place of `caFile`. */
          ca?: string;
        };
      };
      /**
       * The accounts whose streams and consumers can be changed; the first is the default.
       * Without `system` and `monitoring`, snapshots are made by their JetStream API, and
       * how the servers are is not known then.
       */
      accounts?: Array<{
        /** Name of the account, unique in the broker. */
        name: string;
        user?: string;
        /** @visibility secret */
        password?: string;
        /** Path of a credentials file; read again for each connection. */
        credsFile?: string;
        /**
         * Contents of a credentials file.
         * @visibility secret
         */
        creds?: string;
        /** @visibility secret */
        nkeySeed?: string;
        /** @visibility secret */
        token?: string;
        /** A client certificate for this user alone. */
        tls?: {
          certFile?: string;
          keyFile?: string;
          cert?: string;
          /** @visibility secret */
          key?: string;
        };
      }>;
    }>;
  };
}
