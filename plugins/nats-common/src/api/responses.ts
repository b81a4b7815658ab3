import { ScalingBounds } from '../autoscale/desiredReplicas';
import { Finding } from '../findings/Finding';
import { ConsumerVerdict } from '../health/consumer/ConsumerWindow';
import { BrokerVerdict } from '../health/broker/BrokerObservation';
import { StorageForecast } from '../health/broker/forecastStorage';
import { Threshold } from '../health/thresholds/Threshold';
import { StreamStatus } from './streams';

/**
 * A server in a reply of the REST API.
 *
 * @public
 */
export interface ServerStatus {
  name: string;
  version: string;
  /** RFC 3339. */
  startedAt: string;
  connections: number;
  /** Bytes. */
  memory: number;
  /** Clients cut off since its start because they read too slowly, a count. */
  slowConsumers: number;
  isMetaLeader: boolean;
  /** RFC 3339; absent without TLS, and before nats-server 2.11.12. */
  certificateExpiresAt?: string;
  /** RFC 3339; when it last took its configuration in. */
  configLoadedAt?: string;
  /** JetStream file storage, bytes; absent where it has no JetStream. */
  storage?: { used: number; reserved: number; limit?: number };
}

/**
 * A broker in a reply of the REST API: `GET /brokers/{name}`.
 *
 * @public
 */
export interface BrokerStatus {
  name: string;
  verdict: BrokerVerdict;
  /** RFC 3339 time of the last successful sample; absent while never reached. */
  sampledAt?: string;
  /** Seconds between two samples. */
  intervalSeconds: number;
  servers: ServerStatus[];
  expectedServers?: number;
  /** JetStream file storage over all servers, bytes; no `limit` means unlimited. */
  storage?: { used: number; reserved: number; limit?: number };
  /** Absent where no server surely grows towards a limit. */
  storageForecast?: StorageForecast;
}

/**
 * One point of a trend line.
 *
 * @public
 */
export interface TrendPoint {
  /** Milliseconds since 1970, the server's clock. */
  at: number;
  /** Messages. */
  backlog: number;
}

/**
 * A consumer in a reply of the REST API.
 *
 * @public
 */
export interface ConsumerStatus {
  account?: string;
  stream: string;
  consumer: string;
  verdict: ConsumerVerdict;
  /** Absent where the consumer was never seen. */
  counters?: {
    /** Not delivered and in work together. */
    backlog: number;
    inFlight: number;
    /** Distinct messages that were delivered more than once. */
    redelivered: number;
    /** Open pulls. */
    waiting: number;
  };
  /** Oldest first. */
  trend: TrendPoint[];
  /** The limits in force, with who set them. */
  thresholds?: Threshold[];
  /** How its workers are scaled; absent where the entity does not say so. */
  scaling?: ConsumerScaling;
}

/**
 * What KEDA does with the workers of a consumer.
 *
 * @public
 */
export interface ConsumerScaling extends ScalingBounds {
  /** The replicas that it asks for at this backlog, a count; absent where the backlog is not known. */
  desiredReplicas?: number;
}

/**
 * What the annotations of an entity name: `GET /entities/{kind}/{namespace}/{name}`.
 *
 * @public
 */
export interface EntityStatus {
  /** Absent where the annotation is missing. */
  broker?: BrokerStatus;
  /** Worst first, then by name; the worst of very many. */
  consumers: ConsumerStatus[];
  /** How many there are beyond those, a count; absent where all are listed. */
  moreConsumers?: number;
  /** The streams that are named, and those of the named consumers; worst first, absent where there are none. */
  streams?: StreamStatus[];
  /** How many there are beyond those, a count; absent where all are listed. */
  moreStreams?: number;
  /** What is wrong with the annotations. */
  findings: Finding[];
}
