import { ConsumerSpec } from './ConsumerSpec';

/**
 * Where the replicas of a stream or bucket are kept.
 *
 * @public
 */
export interface PlacementSpec {
  /** Name of a NATS cluster. */
  cluster?: string;
  /** Tags that every server with a replica has. */
  tags?: string[];
}

/**
 * A subject, and what it becomes; `{{wildcard(1)}}` and its like are the server's.
 *
 * @public
 */
export interface SubjectTransformSpec {
  source: string;
  dest: string;
}

/**
 * Stored messages that are published again.
 *
 * @public
 */
export interface RepublishSpec {
  /** Which messages; all where it is left out. */
  source?: string;
  destination: string;
}

/**
 * A stream that another one copies. Of a bucket, `name` is the name of a bucket.
 *
 * @public
 */
export interface StreamSourceSpec {
  name: string;
  optStartSeq?: number;
  /** RFC 3339. */
  optStartTime?: string;
  filterSubject?: string;
  /** Prefix of the JetStream API of another account or domain, e.g. `$JS.hub.API`. */
  externalApiPrefix?: string;
  externalDeliverPrefix?: string;
  subjectTransforms?: SubjectTransformSpec[];
}

/**
 * Bounds of the consumers of a stream; those that say nothing inherit them.
 *
 * @public
 */
export interface ConsumerLimitsSpec {
  inactiveThreshold?: string;
  maxAckPending?: number;
}

/**
 * One wanted stream. Durations are Go durations (`24h`, also `7d`, `2w`), sizes
 * are bytes (quantities such as `10Gi` become bytes when a spec is read), limits
 * are counts with -1 for none.
 *
 * @public
 */
export interface StreamSpec {
  name: string;
  description?: string;
  subjects?: string[];
  retention?: 'limits' | 'interest' | 'workqueue';
  storage?: 'file' | 'memory';
  /** Copies of each message, 1 to 5. */
  replicas?: number;
  placement?: PlacementSpec;
  discard?: 'old' | 'new';
  discardPerSubject?: boolean;
  maxAge?: string;
  maxMsgs?: number;
  /** Bytes. */
  maxBytes?: number;
  /** Bytes. */
  maxMsgSize?: number;
  maxMsgsPerSubject?: number;
  maxConsumers?: number;
  consumerLimits?: ConsumerLimitsSpec;
  duplicateWindow?: string;
  noAck?: boolean;
  compression?: 'none' | 's2';
  /** Sequence of the first message; decided when the stream is made. */
  firstSequence?: number;
  mirror?: StreamSourceSpec;
  sources?: StreamSourceSpec[];
  subjectTransform?: SubjectTransformSpec;
  republish?: RepublishSpec;
  allowDirect?: boolean;
  mirrorDirect?: boolean;
  allowRollup?: boolean;
  denyDelete?: boolean;
  denyPurge?: boolean;
  /** Takes no more messages; cannot be undone. */
  sealed?: boolean;
  allowMsgTtl?: boolean;
  subjectDeleteMarkerTtl?: string;
  allowMsgCounter?: boolean;
  allowAtomicPublish?: boolean;
  allowMsgSchedules?: boolean;
  persistMode?: 'default' | 'async';
  metadata?: Record<string, string>;
  consumers?: ConsumerSpec[];
}
