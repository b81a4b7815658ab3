import { KeyValueSpec, ObjectStoreSpec } from './BucketSpec';
import { StreamSpec } from './StreamSpec';

/**
 * The wanted streams, consumers, key-value buckets and object stores of one
 * account. Fields are called as in the `jetstream.nats.io/v1beta2` resources.
 *
 * @public
 */
export interface MessagingSpec {
  streams: StreamSpec[];
  keyValues?: KeyValueSpec[];
  objectStores?: ObjectStoreSpec[];
}
