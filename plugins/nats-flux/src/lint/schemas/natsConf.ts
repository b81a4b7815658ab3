import {
  any,
  boolean,
  duration,
  integer,
  JsonSchema,
  list,
  map,
  object,
  oneOf,
  text,
} from './JsonSchema';

/** The server whose keys these are; a test asks it about every one. */
export const NATS_SERVER_VERSION = '2.15.1';

type Keys = Record<string, JsonSchema>;

/** Several keys of the same schema: many have more than one name. */
function keys(schema: JsonSchema, names: string): Keys {
  return Object.fromEntries(names.split(' ').map(name => [name, schema]));
}

/** Sizes are whole numbers, which the server also reads with a unit and without quotes. */
const size = integer;

const texts: JsonSchema = { type: ['string', 'array'], items: text };

/** Seconds, or a duration. */
const seconds: JsonSchema = {
  type: ['number', 'string'],
  pattern: duration.pattern,
};

const listen: JsonSchema = { type: ['integer', 'string'] };

const writeTimeout = oneOf('default', 'close', 'retry');

const certificate = object(keys(text, 'cert_file key_file'));

const tls = object({
  ...keys(
    text,
    'ca_file cert_file cert_match cert_match_by cert_store key_file min_version',
  ),
  ...keys(
    boolean,
    'allow_insecure_cipher_suites cert_match_skip_invalid insecure verify verify_and_map verify_cert_and_check_known_urls',
  ),
  ...keys({ type: ['boolean', 'string'] }, 'first handshake_first'),
  ...keys(list(text), 'cipher_suites curve_preferences pinned_certs'),
  ...keys(list(certificate), 'certificates certs'),
  ca_certs_match: any,
  connection_rate_limit: integer,
  ocsp_peer: any,
  timeout: seconds,
});

const subjects: JsonSchema = {
  type: ['string', 'array', 'object'],
  items: text,
  properties: keys(texts, 'allow deny'),
  additionalProperties: false,
};

const permissions = object({
  ...keys(subjects, 'publish pub import subscribe sub export'),
  ...keys(
    {
      type: ['boolean', 'object'],
      properties: {
        ...keys(integer, 'max max_msgs'),
        ...keys(duration, 'expires expiration ttl'),
      },
      additionalProperties: false,
    },
    'allow_responses publish_allow_responses',
  ),
});

const credentials = keys(text, 'user username password pass');

const users = list(
  object({
    ...credentials,
    ...keys(permissions, 'permissions permission authorization'),
    ...keys(list(text), 'allowed_connection_types connection_types clients'),
    nkey: text,
    proxy_required: boolean,
  }),
);

const authorization = object({
  ...credentials,
  token: text,
  users,
  ...keys(permissions, 'permissions default_permissions default_permission'),
  proxy_required: boolean,
  timeout: seconds,
  auth_callout: object({
    ...keys(text, 'issuer account acc xkey key'),
    ...keys(list(text), 'auth_users users allowed_accounts'),
  }),
});

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

const mappings = map({
  type: ['string', 'array', 'object'],
  items: { ...destination, type: ['string', 'object'] },
});

const account = object({
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

const address = { ...keys(text, 'host net'), listen, port: integer };

const compression: JsonSchema = {
  type: ['boolean', 'string', 'object'],
  properties: {
    mode: text,
    ...keys(list(duration), 'rtt rtt_thresholds thresholds'),
  },
  additionalProperties: false,
};

const connections = {
  connect_backoff: boolean,
  connect_retries: integer,
  write_deadline: duration,
  write_timeout: writeTimeout,
};

/** The section `cluster`. */
const cluster = object({
  ...address,
  ...connections,
  ...keys(text, 'name advertise cluster_advertise'),
  ...keys(integer, 'ping_max pool_size'),
  accounts: texts,
  authorization,
  compression,
  no_advertise: boolean,
  permissions,
  ping_interval: duration,
  routes: list(text),
  tls,
});

const gateway = object({
  ...address,
  ...connections,
  ...keys(text, 'name advertise'),
  authorization,
  gateways: list(object({ name: text, url: text, urls: list(text), tls })),
  ...keys(boolean, 'reject_unknown reject_unknown_cluster'),
  tls,
});

const remote = object({
  ...keys(text, 'account local credentials creds nkey seed'),
  ...keys(texts, 'url urls deny_export deny_exports deny_import deny_imports'),
  ...keys(
    boolean,
    'disabled hub dont_randomize no_randomize ignore_discovered_servers isolate isolate_leafnode_interest request_isolation websocket_compress websocket_compression websocket_no_masking ws_compression ws_no_masking',
  ),
  ...keys(any, 'jetstream_cluster_migrate js_cluster_migrate'),
  compression,
  ...keys(duration, 'dial_timeout first_info_timeout'),
  proxy: object({
    ...keys(text, 'url username password'),
    timeout: duration,
    tls,
  }),
  tls,
});

const leafnodes = object({
  ...address,
  ...keys(boolean, 'isolate isolate_leafnode_interest no_advertise'),
  ...keys(
    duration,
    'dial_timeout reconnect reconnect_delay reconnect_interval write_deadline',
  ),
  authorization: object({
    ...credentials,
    ...keys(text, 'account nkey'),
    proxy_required: boolean,
    timeout: seconds,
    users: list(
      object({ ...credentials, account: text, proxy_required: boolean }),
    ),
  }),
  compression,
  ...keys(text, 'advertise leafnode_advertise min_version'),
  remotes: list(remote),
  tls,
  write_timeout: writeTimeout,
});

const jetstream: JsonSchema = {
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

/** Users of a listener; the server does not look at the timeout. */
const login = object({ ...credentials, token: text, timeout: any });

const websocket = object({
  ...address,
  ...keys(
    text,
    'advertise jwt_cookie no_auth_user pass_cookie token_cookie user_cookie',
  ),
  ...keys(texts, 'allowed_origin allowed_origins origin origins'),
  ...keys(boolean, 'compress compression no_tls same_origin'),
  authorization: login,
  handshake_timeout: { type: ['integer', 'string'], pattern: duration.pattern },
  headers: any,
  ping_interval: duration,
  tls,
});

const mqtt = object({
  ...address,
  ...keys(text, 'js_domain no_auth_user'),
  ...keys(
    duration,
    'ack_wait consumer_auto_cleanup consumer_inactive_threshold api_timeout js_api_timeout',
  ),
  ...keys(
    boolean,
    'consumer_memory_storage downgrade_qos2_subscribe reject_qos2_publish',
  ),
  ...keys(
    integer,
    'consumer_replicas max_ack_pending max_inflight max_pending stream_replicas',
  ),
  authorization: login,
  tls,
});

const top = object({
  ...keys(text, 'client_advertise host net'),
  ...keys(listen, 'listen http https'),
  ...keys(
    integer,
    'connect_error_reports http_port https_port log_max_num logfile_max_num max_closed_clients monitor_port ping_max port prof_block_rate prof_port reconnect_error_reports',
  ),
  ...keys(
    size,
    'log_size_limit logfile_size_limit max_conn max_connections max_control_line max_payload max_pending max_sub_tokens max_subs max_subscription_tokens max_subscriptions max_traced_msg_len',
  ),
  ...keys(
    duration,
    'lame_duck_duration lame_duck_grace_period ping_interval write_deadline',
  ),
  ...keys(
    boolean,
    'allow_non_tls debug disable_sublist_cache logtime logtime_utc no_fast_producer_stall no_header_support no_sublist_cache no_sys_acc no_system no_system_account proxy_protocol syslog trace trace_headers trace_verbose',
  ),
  ...keys(
    text,
    'default_sentinel http_base_path log_file logfile no_auth_user pid_file pidfile ports_file_dir remote_syslog server_name store_dir storedir system system_account',
  ),
  ...keys(texts, 'resolver_pinned_accounts server_tags trusted trusted_keys'),
  ...keys(texts, 'operator operators root root_operator root_operators roots'),
  ...keys(map(text), 'default_js_domain resolver_preload server_metadata'),
  ...keys(mappings, 'mappings maps'),
  ...keys(leafnodes, 'leaf leafnodes'),
  ...keys(websocket, 'websocket ws'),
  ...keys(
    any,
    'feature_flags ocsp ocsp_cache resolver account_resolver accounts_resolver',
  ),
  accounts: map(account),
  authorization,
  cluster,
  gateway,
  jetstream,
  mqtt,
  proxies: object({ trusted: list(object(keys(text, 'key public_key'))) }),
  resolver_tls: tls,
  tls,
  write_timeout: writeTimeout,
});

/** The sections of nats.conf, by the part of the chart's values that is merged into them. */
export const natsConf = {
  top,
  cluster,
  gateway,
  jetstream,
  leafnodes,
  mqtt,
  resolver: any,
  tls,
  websocket,
} as const;
