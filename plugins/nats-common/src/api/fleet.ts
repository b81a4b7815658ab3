import { VerdictLevel } from '../health/Verdict';
import { BrokerStatus, ConsumerStatus } from './responses';

/**
 * A broker among all: what one needs to tell whether it needs a look.
 *
 * @public
 */
export interface FleetBroker extends BrokerStatus {
  /** Name of the Kubernetes cluster that it runs in, as configured. */
  cluster?: string;
  /** How many consumers there are of each level; absent without the permission to read them. */
  consumers?: Record<VerdictLevel, number>;
  /** The worst level of the broker in each minute of the last hour, oldest first; null where it was not looked at. */
  lastHour: (VerdictLevel | null)[];
}

/**
 * A consumer with the broker that has it.
 *
 * @public
 */
export interface FleetConsumer extends ConsumerStatus {
  broker: string;
}

/**
 * All brokers, and the consumers that most need a look: `GET /fleet`.
 *
 * @public
 */
export interface FleetStatus {
  /** Worst first, then by name. */
  brokers: FleetBroker[];
  /** Consumers whose next message has waited longest; absent without the permission to read them. */
  furthestBehind?: FleetConsumer[];
  /** Consumers with most messages waiting; absent likewise. */
  largestBacklogs?: FleetConsumer[];
}
