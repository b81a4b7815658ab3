import { z } from 'zod';

const duration = () => z.string();
const count = () => z.number().int();
const subjects = () => z.array(z.string());
const metadata = () => z.record(z.string(), z.string());

const workerSchema = z
  .object({
    enabled: z.boolean().optional(),
    image: z.string().min(1).optional(),
    minReplicaCount: count().min(0).optional(),
    maxReplicaCount: count().min(1).optional(),
    lagThreshold: count().min(1).optional(),
    activationLagThreshold: count().min(0).optional(),
  })
  .strict();

/** The shape of one consumer. */
export const consumerSchema = z
  .object({
    durableName: z.string(),
    description: z.string().optional(),
    deliverPolicy: z
      .enum([
        'all',
        'last',
        'new',
        'byStartSequence',
        'byStartTime',
        'lastPerSubject',
      ])
      .optional(),
    optStartSeq: count().min(1).optional(),
    optStartTime: z.iso.datetime({ offset: true }).optional(),
    ackPolicy: z.enum(['none', 'all', 'explicit']).optional(),
    ackWait: duration().optional(),
    maxDeliver: count().optional(),
    backoff: z.array(duration()).optional(),
    filterSubject: z.string().optional(),
    filterSubjects: subjects().optional(),
    replayPolicy: z.enum(['instant', 'original']).optional(),
    sampleFreq: z.string().optional(),
    maxWaiting: count().optional(),
    maxAckPending: count().optional(),
    headersOnly: z.boolean().optional(),
    maxRequestBatch: count().optional(),
    maxRequestExpires: duration().optional(),
    maxRequestMaxBytes: count().optional(),
    inactiveThreshold: duration().optional(),
    replicas: count().min(0).optional(),
    memStorage: z.boolean().optional(),
    metadata: metadata().optional(),
    worker: workerSchema.optional(),
  })
  .strict();

/** The shape of one stream, its consumers aside. */
export const streamSchema = z
  .object({
    name: z.string(),
    description: z.string().optional(),
    subjects: subjects().optional(),
    retention: z.enum(['limits', 'interest', 'workqueue']).optional(),
    storage: z.enum(['file', 'memory']).optional(),
    replicas: count().min(1).max(5).optional(),
    discard: z.enum(['old', 'new']).optional(),
    discardPerSubject: z.boolean().optional(),
    maxAge: duration().optional(),
    maxMsgs: count().optional(),
    maxBytes: count().optional(),
    maxMsgSize: count().optional(),
    maxMsgsPerSubject: count().optional(),
    maxConsumers: count().optional(),
    duplicateWindow: duration().optional(),
    noAck: z.boolean().optional(),
    compression: z.enum(['none', 's2']).optional(),
    allowDirect: z.boolean().optional(),
    allowRollup: z.boolean().optional(),
    denyDelete: z.boolean().optional(),
    denyPurge: z.boolean().optional(),
    metadata: metadata().optional(),
  })
  .strict();

/**
 * The wanted streams and consumers of one account.
 *
 * @public
 */
export interface MessagingSpec {
  streams: StreamSpec[];
}

/**
 * One wanted stream. Durations are Go durations (`24h`, also `7d`, `2w`), sizes
 * are bytes, limits are counts with -1 for none.
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
  duplicateWindow?: string;
  noAck?: boolean;
  compression?: 'none' | 's2';
  allowDirect?: boolean;
  allowRollup?: boolean;
  denyDelete?: boolean;
  denyPurge?: boolean;
  metadata?: Record<string, string>;
  consumers?: ConsumerSpec[];
}

/**
 * One wanted durable pull consumer of a stream.
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
  maxWaiting?: number;
  maxAckPending?: number;
  headersOnly?: boolean;
  maxRequestBatch?: number;
  maxRequestExpires?: string;
  /** Bytes. */
  maxRequestMaxBytes?: number;
  inactiveThreshold?: string;
  /** 0 means as the stream. */
  replicas?: number;
  memStorage?: boolean;
  metadata?: Record<string, string>;
  /** The deployment that works this consumer off, scaled by KEDA. */
  worker?: WorkerSpec;
}

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
