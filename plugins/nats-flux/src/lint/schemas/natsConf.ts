import {
  any,
  boolean,
  duration,
  integer,
  list,
  map,
  object,
  text,
} from './JsonSchema';
import { account, mappings } from './natsConf/account';
import { authorization } from './natsConf/authorization';
import { mqtt, websocket } from './natsConf/clients';
import { cluster, gateway } from './natsConf/cluster';
import { jetstream } from './natsConf/jetstream';
import { keys, listen, size, texts, writeTimeout } from './natsConf/keys';
import { leafnodes } from './natsConf/leafnodes';
import { tls } from './natsConf/tls';

/** The server whose keys these are; a test asks it about every one. */
export const NATS_SERVER_VERSION = '2.15.1';

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
