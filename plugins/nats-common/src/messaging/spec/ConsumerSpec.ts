/**
 * The workers of a consumer, with KEDA's names.
 *
 * @public
 */
export interface WorkerSpec {
  /** False is the same as no worker; forms cannot leave out an object. */
  enabled?: boolean;
  image?: string;
  minReplicaCount?: number;
  maxReplicaCount?: number;
  /** Waiting messages per replica. */
  lagThreshold?: number;
  /** The workers leave zero when the backlog is above this count. */
  activationLagThreshold?: number;
}

/**
 * One wanted durable consumer of a stream: with `deliverSubject` the server
 * pushes, without it the clients pull.
 *
 * @public
 */
export interface ConsumerSpec {
  durableName: string;
  description?: string;
  deliverPolicy?:
    | 'all'
    | 'last'
    | 'new'
    | 'byStartSequence'
    | 'byStartTime'
    | 'lastPerSubject';
  optStartSeq?: number;
  /** RFC 3339. */
  optStartTime?: string;
  ackPolicy?: 'none' | 'all' | 'explicit';
  ackWait?: string;
  /** Deliveries of one message before it is given up, -1 for no end. */
  maxDeliver?: number;
  backoff?: string[];
  filterSubject?: string;
  filterSubjects?: string[];
  replayPolicy?: 'instant' | 'original';
  sampleFreq?: string;
  /** Push: where the server delivers to. */
  deliverSubject?: string;
  /** Push: the queue group that shares the messages. */
  deliverGroup?: string;
  /** Push. */
  flowControl?: boolean;
  /** Push. */
  heartbeatInterval?: string;
  /** Push: bits per second. */
  rateLimitBps?: number;
  /** Pull: requests that wait. */
  maxWaiting?: number;
  maxAckPending?: number;
  headersOnly?: boolean;
  maxRequestBatch?: number;
  maxRequestExpires?: string;
  /** Bytes. */
  maxRequestMaxBytes?: number;
  inactiveThreshold?: string;
  /** RFC 3339; read by the server when the consumer is made. */
  pauseUntil?: string;
  /** Pull. */
  priorityPolicy?: 'none' | 'overflow' | 'pinned_client' | 'prioritized';
  priorityGroups?: string[];
  /** With `pinned_client`: how long a silent client stays pinned. */
  pinnedTtl?: string;
  /** 0 means as the stream. */
  replicas?: number;
  memStorage?: boolean;
  metadata?: Record<string, string>;
  /** The deployment that works this consumer off, scaled by KEDA. */
  worker?: WorkerSpec;
}
