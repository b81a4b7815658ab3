import { StreamOrigin } from '../health/BrokerSnapshot';
import { StreamSettings } from '../health/settings';
import { StreamVerdict } from '../health/stream/StreamWindow';
import { Threshold } from '../health/thresholds/Threshold';
import { VerdictLevel } from '../health/Verdict';
import { VerdictChange } from './consumers';

/**
 * A stream in a reply of the REST API.
 *
 * @public
 */
export interface StreamStatus {
  account?: string;
  stream: string;
  verdict: StreamVerdict;
  /** As its leader said last; absent where the stream was never seen. */
  state?: {
    /** A count. */
    messages: number;
    /** Bytes. */
    bytes: number;
    firstSequence: number;
    lastSequence: number;
    /** A count. */
    consumers: number;
    /** Copies that it has; a count. */
    replicas: number;
    /** Empty on a standalone server. */
    leader: string;
    /** What it copies from; absent where that is nothing. */
    origins?: StreamOrigin[];
  };
  /** Absent while they were not read. */
  settings?: StreamSettings;
  /** The limits in force, with who set them. */
  thresholds?: Threshold[];
}

/**
 * Orders of streams; by `worst` first the worst, by `messages` and `bytes` first the most.
 *
 * @public
 */
export const STREAM_SORTS = ['worst', 'messages', 'bytes', 'name'] as const;

/**
 * One page of the streams of a broker: `GET /brokers/{name}/streams`.
 *
 * @public
 */
export interface StreamPage {
  broker: string;
  /** RFC 3339; absent while the broker was never reached. */
  sampledAt?: string;
  streams: StreamStatus[];
  /** How many match, on all pages. */
  total: number;
  /** How many there are of each level, whatever level was asked for. */
  levels: Record<VerdictLevel, number>;
  /** Asks for the next page; absent on the last one. */
  nextCursor?: string;
}

/**
 * A stream at one moment. Rates are per second since the moment before; a rate is absent
 * where nobody can tell.
 *
 * @public
 */
export interface StreamPoint {
  /** Milliseconds since 1970, the server's clock. */
  at: number;
  /** A count. */
  messages: number;
  /** Bytes. */
  bytes: number;
  /** Messages that came in. */
  publishedPerSecond?: number;
  /** Messages that went: acknowledged, over a limit, purged or deleted. */
  removedPerSecond?: number;
  /** Bytes more than before; fewer where it shrank. */
  bytesPerSecond?: number;
}

/**
 * Everything that is known of a stream: `GET /brokers/{name}/streams/{stream}`.
 *
 * @public
 */
export interface StreamDetail extends StreamStatus {
  account: string;
  broker: string;
  /** Seconds between two samples. */
  intervalSeconds: number;
  /** Oldest first: an hour, or 40 samples where nobody had asked for it before. */
  samples: StreamPoint[];
  /** Oldest first, within the last hour. */
  changes: VerdictChange[];
}
