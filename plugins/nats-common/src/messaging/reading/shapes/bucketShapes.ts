import { z } from 'zod';
import { KeyValueSpec, ObjectStoreSpec } from '../../spec/BucketSpec';
import {
  count,
  duration,
  durationOrNanoseconds,
  flag,
  metadata,
  Shapes,
  size,
  text,
} from './fields';
import { placement, republish, streamSource } from './streamShape';

const common = {
  bucket: z.string(),
  description: text(),
  ttl: duration(),
  maxBytes: size(),
  storage: z.enum(['file', 'memory']).optional(),
  replicas: z.number().int().min(1).max(5).optional(),
  placement: placement.optional(),
  compression: flag(),
};

/** The shape of one key-value bucket. */
export const keyValueSchema = z
  .object({
    ...common,
    history: count(),
    maxValueSize: size(),
    limitMarkerTtl: durationOrNanoseconds().optional(),
    republish: republish.optional(),
    mirror: streamSource.optional(),
    sources: z.array(streamSource).optional(),
  } satisfies Shapes<KeyValueSpec>)
  .strict();

/** The shape of one object store. */
export const objectStoreSchema = z
  .object({
    ...common,
    metadata: metadata(),
  } satisfies Shapes<ObjectStoreSpec>)
  .strict();
