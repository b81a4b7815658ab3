import {
  boolean,
  duration,
  integer,
  list,
  map,
  object,
  oneOf,
  text,
  any,
} from '../JsonSchema';
import { permissions, users } from './authorization';
import { keys, size } from './keys';

const export_ = object({
  ...keys(text, 'stream service'),
  ...keys(
    oneOf('single', 'singleton', 'stream', 'chunked', 'chunk'),
    'response response_type',
  ),
  ...keys(duration, 'response_max_time response_threshold threshold'),
  accounts: list(text),
  account_token_position: integer,
  allow_trace: boolean,
  latency: any,
});

const origin = object(keys(text, 'account subject'));

const import_ = object({
  ...keys(origin, 'stream service'),
  ...keys(text, 'to prefix'),
  ...keys(boolean, 'share allow_trace'),
});

const destination = object({
  ...keys(text, 'destination dest cluster'),
  weight: { type: ['integer', 'string'] },
});

/** Where subjects are mapped to. */
export const mappings = map({
  type: ['string', 'array', 'object'],
  items: { ...destination, type: ['string', 'object'] },
});

/** An account, with what it gives to others and may store. */
export const account = object({
  nkey: text,
  users,
  exports: list(export_),
  imports: list(import_),
  default_permissions: permissions,
  ...keys(mappings, 'mappings maps'),
  ...keys(
    {
      type: ['string', 'object'],
      properties: {
        dest: text,
        sampling: { type: ['integer', 'string'] },
      },
      additionalProperties: false,
    },
    'msg_trace trace_dest',
  ),
  limits: object(
    keys(
      size,
      'max_connections max_conn max_leafnodes max_payload max_subscriptions max_subs',
    ),
  ),
  jetstream: {
    type: ['boolean', 'string', 'object'],
    properties: {
      ...keys(
        size,
        'max_memory max_mem memory mem max_store max_file max_disk store disk max_streams streams max_consumers consumers max_ack_pending memory_max_stream_bytes mem_max_stream_bytes disk_max_stream_bytes store_max_stream_bytes',
      ),
      ...keys(boolean, 'max_bytes_required max_stream_bytes max_bytes'),
      cluster_traffic: oneOf('system', 'owner'),
    },
    additionalProperties: false,
  },
});
