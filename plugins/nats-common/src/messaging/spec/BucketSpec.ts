import { PlacementSpec, RepublishSpec, StreamSourceSpec } from './StreamSpec';

/**
 * What key-value buckets and object stores have in common.
 *
 * @public
 */
export interface BucketSpec {
  bucket: string;
  description?: string;
  /** How long something stays; without end where it is left out. */
  ttl?: string;
  /** Bytes of the whole bucket. */
  maxBytes?: number;
  storage?: 'file' | 'memory';
  /** Copies of each value, 1 to 5. */
  replicas?: number;
  placement?: PlacementSpec;
  compression?: boolean;
}

/**
 * One wanted key-value bucket, which the server keeps as the stream `KV_<bucket>`.
 *
 * @public
 */
export interface KeyValueSpec extends BucketSpec {
  /** Values kept of each key, 1 to 64. */
  history?: number;
  /** Bytes. */
  maxValueSize?: number;
  /** How long a mark stays in the place of a key that the time removed. */
  limitMarkerTtl?: string;
  republish?: RepublishSpec;
  /** Another bucket that this one copies. */
  mirror?: StreamSourceSpec;
  /** Other buckets whose keys this one takes in. */
  sources?: StreamSourceSpec[];
}

/**
 * One wanted object store, which the server keeps as the stream `OBJ_<bucket>`.
 *
 * @public
 */
export interface ObjectStoreSpec extends BucketSpec {
  metadata?: Record<string, string>;
}
