import { GivenUpCount } from '../health/consumer/GivenUp';
import { BurrowStatus } from '../health/burrow';
import { ConsumerSettings } from '../health/settings';
import { VerdictLevel } from '../health/Verdict';
import { ConsumerStatus } from './responses';

/**
 * Orders of consumers; by `worst` first the worst, by `backlog` first the largest, by
 * `behind` first the one whose next message has waited longest.
 *
 * @public
 */
export const CONSUMER_SORTS = ['worst', 'backlog', 'behind', 'name'] as const;

/**
 * One page of the consumers of a broker: `GET /brokers/{name}/consumers`.
 *
 * @public
 */
export interface ConsumerPage {
  broker: string;
  /** RFC 3339; absent while the broker was never reached. */
  sampledAt?: string;
  consumers: ConsumerStatus[];
  /** How many match, on all pages. */
  total: number;
  /** How many there are of each level, whatever level was asked for. */
  levels: Record<VerdictLevel, number>;
  /** Asks for the next page; absent on the last one. */
  nextCursor?: string;
}

/**
 * A consumer at one moment. Counters are counts, rates are messages per second since
 * the moment before; a rate is absent where nobody can tell.
 *
 * @public
 */
export interface ConsumerPoint {
  /** Milliseconds since 1970, the server's clock. */
  at: number;
  backlog: number;
  inFlight: number;
  redelivered: number;
  /** Open pulls. */
  waiting: number;
  /** Deliveries, those of a message that came again included. */
  deliveredPerSecond?: number;
  /** Messages that were acknowledged or given up; at most so many. */
  finishedPerSecond?: number;
}

/**
 * A verdict that was another than the one before.
 *
 * @public
 */
export interface VerdictChange {
  /** Milliseconds since 1970, the server's clock. */
  at: number;
  level: VerdictLevel;
  rule: string;
  reason: string;
}

/**
 * Messages that reached maxDeliver without an acknowledgement: they stay in the stream and
 * are not delivered again.
 *
 * @public
 */
export interface GivenUpStatus extends GivenUpCount {
  /** Sequences of the stream of the newest that a server told of, oldest first; a few. */
  sequences: number[];
  /** Why the servers are not heard, and they are counted from below; absent where they are. */
  deafBecause?: string;
}

/**
 * Everything that is known of a consumer:
 * `GET /brokers/{name}/consumers/{stream}/{consumer}`.
 *
 * @public
 */
export interface ConsumerDetail extends ConsumerStatus {
  account: string;
  broker: string;
  /** Seconds between two samples. */
  intervalSeconds: number;
  /** Oldest first: an hour, or ten minutes where nobody had asked for it before. */
  samples: ConsumerPoint[];
  /** Oldest first, within the last hour. */
  changes: VerdictChange[];
  /** Within the window of the verdict and before; absent while there is no sample. */
  givenUp?: GivenUpStatus;
  /** What Burrow would call it. */
  burrow: BurrowStatus;
  /** Absent while it was not read. */
  settings?: ConsumerSettings;
  /** RFC 3339; absent where it was never seen. */
  createdAt?: string;
  /** Empty on a standalone server; absent where it was never seen. */
  leader?: string;
}
