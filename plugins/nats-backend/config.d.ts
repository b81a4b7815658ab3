import { HumanDuration } from '@backstage/types';

export interface Config {
  nats?: {
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
      /** By key, e.g. `behind-warning: 10m` or `unprocessed-critical: 100000`. */
      consumers?: { [key: string]: string | number };
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
