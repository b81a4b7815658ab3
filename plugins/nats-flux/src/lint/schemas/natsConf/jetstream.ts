import {
  boolean,
  duration,
  integer,
  JsonSchema,
  object,
  text,
} from '../JsonSchema';
import { keys, size } from './keys';

/** The section `jetstream`. */
export const jetstream: JsonSchema = {
  type: ['boolean', 'string', 'object'],
  properties: {
    ...keys(
      text,
      'domain key ek encryption_key prev_key prev_ek prev_encryption_key extension_hint store store_dir storedir unique_tag',
    ),
    ...keys(
      size,
      'info_queue_limit max_concurrent_io max_buffered_msgs max_buffered_size max_file max_file_store max_mem max_mem_store max_memory_store max_outstanding_catchup meta_compact meta_compact_size request_queue_limit',
    ),
    ...keys(boolean, 'enable enabled meta_compact_sync strict'),
    ...keys(
      { type: 'string', pattern: `always|${duration.pattern}` },
      'sync sync_interval',
    ),
    cipher: text,
    limits: object({
      ...keys(
        integer,
        'default_max_consumers max_ack_pending max_ha_assets max_request_batch',
      ),
      duplicate_window: duration,
      batch: object({
        ...keys(integer, 'max_inflight_per_stream max_inflight_total max_msgs'),
        timeout: duration,
      }),
    }),
    tpm: object({
      ...keys(text, 'cipher encryption_password keys_file srk_password'),
      pcr: integer,
    }),
  },
  additionalProperties: false,
};
