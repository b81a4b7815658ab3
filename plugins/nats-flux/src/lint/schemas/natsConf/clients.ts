import { any, boolean, duration, integer, object, text } from '../JsonSchema';
import { credentials } from './authorization';
import { address } from './connections';
import { keys, texts } from './keys';
import { tls } from './tls';

/** Users of a listener; the server does not look at the timeout. */
const login = object({ ...credentials, token: text, timeout: any });

/** The section `websocket`. */
export const websocket = object({
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

/** The section `mqtt`. */
export const mqtt = object({
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
