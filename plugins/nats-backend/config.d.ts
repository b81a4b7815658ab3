import { HumanDuration } from '@backstage/types';

export interface Config {
  nats?: {
    brokers?: Array<{
      /**
       * Where the history of the broker beyond the last hour is: a Prometheus that
       * scrapes prometheus-nats-exporter as the NATS chart runs it, or what answers
       * like one. Without it an hour is what there is.
       */
      prometheus?: {
        /** Up to what is before `/api/v1`; never with credentials inside. */
        url: string;
        /** The authority of its certificate, where it is one of your own. */
        tls?: {
          /** Path of a PEM file; read again for each question. */
          caFile?: string;
          /** PEM text, in place of `caFile`. */
          ca?: string;
        };
        /**
         * A bearer token. One of: token, tokenFile, user and password; none where
         * nobody needs to log in.
         * @visibility secret
         */
        token?: string;
        /** Path of a file with a bearer token; read again for each question. */
        tokenFile?: string;
        user?: string;
        /** @visibility secret */
        password?: string;
        /**
         * What the series of this broker have, e.g. `namespace: nats`; needed where
         * this Prometheus has several brokers.
         */
        labels?: { [label: string]: string };
        /** Time for an answer. Defaults to 10 seconds. */
        timeout?: HumanDuration | string;
      };
    }>;
    sampling?: {
      /**
       * Time between two samples of each broker. Defaults to 15 seconds.
       * A verdict needs a minute of samples, whatever the interval.
       */
      interval?: HumanDuration | string;
    };
    notifications?: {
      /**
       * Whether owners of entities are told when a verdict turns to error and when it
       * recovers, where the notifications plugin is installed. Defaults to true.
       */
      enabled?: boolean;
    };
    /**
     * Values from which on something is to be said, for all brokers. The metadata
     * `io.nats.monitor.*` of a stream or consumer and the annotation `nats.io/thresholds`
     * of an entity say otherwise for their own; 0 switches one off.
     */
    thresholds?: {
      /** By key, e.g. `behind-warning: 10m`, `unprocessed-critical: 100000` or `pinned: true`. */
      consumers?: { [key: string]: string | number | boolean };
      /** By key, e.g. `peer-expect: 3`. */
      streams?: { [key: string]: string | number };
      /** Keys that nobody else may set. */
      enforced?: {
        consumers?: string[];
        streams?: string[];
      };
    };
  };
}
