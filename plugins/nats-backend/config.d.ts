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
  };
}
