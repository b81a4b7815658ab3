import { z } from 'zod';
import { ConsumerSpec, WorkerSpec } from '../../spec/ConsumerSpec';
import {
  count,
  duration,
  flag,
  metadata,
  Shapes,
  size,
  text,
  texts,
  time,
} from './fields';

const worker = z
  .object({
    enabled: flag(),
    image: z.string().min(1).optional(),
    minReplicaCount: z.number().int().min(0).optional(),
    maxReplicaCount: z.number().int().min(1).optional(),
    lagThreshold: z.number().int().min(1).optional(),
    activationLagThreshold: z.number().int().min(0).optional(),
  } satisfies Shapes<WorkerSpec>)
  .strict();

/** The shape of one consumer. */
export const consumerSchema = z
  .object({
    durableName: z.string(),
    description: text(),
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
    optStartSeq: z.number().int().min(1).optional(),
    optStartTime: time(),
    ackPolicy: z.enum(['none', 'all', 'explicit']).optional(),
    ackWait: duration(),
    maxDeliver: count(),
    backoff: texts(),
    filterSubject: text(),
    filterSubjects: texts(),
    replayPolicy: z.enum(['instant', 'original']).optional(),
    sampleFreq: text(),
    deliverSubject: text(),
    deliverGroup: text(),
    flowControl: flag(),
    heartbeatInterval: duration(),
    rateLimitBps: z.number().int().min(0).optional(),
    maxWaiting: count(),
    maxAckPending: count(),
    headersOnly: flag(),
    maxRequestBatch: count(),
    maxRequestExpires: duration(),
    maxRequestMaxBytes: size(),
    inactiveThreshold: duration(),
    pauseUntil: time(),
    priorityPolicy: z
      .enum(['none', 'overflow', 'pinned_client', 'prioritized'])
      .optional(),
    priorityGroups: texts(),
    pinnedTtl: duration(),
    replicas: z.number().int().min(0).optional(),
    memStorage: flag(),
    metadata: metadata(),
    worker: worker.optional(),
  } satisfies Shapes<ConsumerSpec>)
  .strict();
