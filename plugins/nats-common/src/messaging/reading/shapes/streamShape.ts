import { z } from 'zod';
import {
  ConsumerLimitsSpec,
  PlacementSpec,
  RepublishSpec,
  StreamSourceSpec,
  StreamSpec,
  SubjectTransformSpec,
} from '../../spec/StreamSpec';
import {
  count,
  duration,
  flag,
  limit,
  metadata,
  Shapes,
  size,
  text,
  texts,
  time,
} from './fields';

const subjectTransform = z
  .object({
    source: z.string(),
    dest: z.string(),
  } satisfies Shapes<SubjectTransformSpec>)
  .strict();

const consumerLimits = z
  .object({
    inactiveThreshold: duration(),
    maxAckPending: count(),
  } satisfies Shapes<ConsumerLimitsSpec>)
  .strict();

/** The shape of a placement. */
export const placement = z
  .object({
    cluster: text(),
    tags: texts(),
  } satisfies Shapes<PlacementSpec>)
  .strict();

/** The shape of what is published again. */
export const republish = z
  .object({
    source: text(),
    destination: z.string(),
  } satisfies Shapes<RepublishSpec>)
  .strict();

/** The shape of a mirror, and of one of several sources. */
export const streamSource = z
  .object({
    name: z.string(),
    optStartSeq: count(),
    optStartTime: time(),
    filterSubject: text(),
    externalApiPrefix: text(),
    externalDeliverPrefix: text(),
    subjectTransforms: z.array(subjectTransform).optional(),
  } satisfies Shapes<StreamSourceSpec>)
  .strict();

/** The shape of one stream, its consumers aside. */
export const streamSchema = z
  .object({
    name: z.string(),
    description: text(),
    subjects: texts(),
    retention: z.enum(['limits', 'interest', 'workqueue']).optional(),
    storage: z.enum(['file', 'memory']).optional(),
    replicas: z.number().int().min(1).max(5).optional(),
    placement: placement.optional(),
    discard: z.enum(['old', 'new']).optional(),
    discardPerSubject: flag(),
    maxAge: duration(),
    maxMsgs: limit(),
    maxBytes: size(),
    maxMsgSize: size(),
    maxMsgsPerSubject: limit(),
    maxConsumers: limit(),
    consumerLimits: consumerLimits.optional(),
    duplicateWindow: duration(),
    noAck: flag(),
    compression: z.enum(['none', 's2']).optional(),
    firstSequence: z.number().int().min(0).optional(),
    mirror: streamSource.optional(),
    sources: z.array(streamSource).optional(),
    subjectTransform: subjectTransform.optional(),
    republish: republish.optional(),
    allowDirect: flag(),
    mirrorDirect: flag(),
    allowRollup: flag(),
    denyDelete: flag(),
    denyPurge: flag(),
    sealed: flag(),
    allowMsgTtl: flag(),
    subjectDeleteMarkerTtl: duration(),
    allowMsgCounter: flag(),
    allowAtomicPublish: flag(),
    allowMsgSchedules: flag(),
    persistMode: z.enum(['default', 'async']).optional(),
    metadata: metadata(),
  } satisfies Shapes<Omit<StreamSpec, 'consumers'>>)
  .strict();
