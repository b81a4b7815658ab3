import { JetStreamConfig } from '@nats-portal/plugin-nats-common';

/** A stream as the API describes it; only what is read. */
export interface StreamInfo {
  config: JetStreamConfig;
  state?: { messages?: number; bytes?: number; consumer_count?: number };
}

/** A consumer as the API describes it; only what is read. */
export interface ConsumerInfo {
  name: string;
  config: JetStreamConfig;
  num_pending?: number;
  num_ack_pending?: number;
}
