import { boolean, duration, integer, list, object, text } from '../JsonSchema';
import { authorization, permissions } from './authorization';
import { address, compression, connections } from './connections';
import { keys, texts } from './keys';
import { tls } from './tls';

/** The section `cluster`. */
export const cluster = object({
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

/** The section `gateway`. */
export const gateway = object({
  ...address,
  ...connections,
  ...keys(text, 'name advertise'),
  authorization,
  gateways: list(object({ name: text, url: text, urls: list(text), tls })),
  ...keys(boolean, 'reject_unknown reject_unknown_cluster'),
  tls,
});
