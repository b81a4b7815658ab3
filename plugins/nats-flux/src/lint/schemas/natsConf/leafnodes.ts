import { any, boolean, duration, list, object, text } from '../JsonSchema';
import { credentials } from './authorization';
import { address, compression } from './connections';
import { keys, seconds, texts, writeTimeout } from './keys';
import { tls } from './tls';

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

/** The section `leafnodes`. */
export const leafnodes = object({
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
