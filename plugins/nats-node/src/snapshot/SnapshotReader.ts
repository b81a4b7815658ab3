import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import { ReadSnapshotOptions } from '../Broker';

/** One way to read a broker. */
export interface SnapshotReader {
  /**
   * @throws ServiceUnavailableError when nobody answers in time
   * @throws NotAllowedError when the user may not ask
   */
  read(options?: ReadSnapshotOptions): Promise<BrokerSnapshot>;
  /** Whether reading costs little and shows the servers, so that a plan may ask for them. */
  readonly showsServers: boolean;
  /** Lets go of connections that are its own. */
  close(): void;
}
