import {
  boolean,
  duration,
  integer,
  JsonSchema,
  list,
  text,
} from '../JsonSchema';
import { keys, listen, writeTimeout } from './keys';

/** Where a listener listens. */
export const address = { ...keys(text, 'host net'), listen, port: integer };

/** How what servers send each other is compressed. */
export const compression: JsonSchema = {
  type: ['boolean', 'string', 'object'],
  properties: {
    mode: text,
    ...keys(list(duration), 'rtt rtt_thresholds thresholds'),
  },
  additionalProperties: false,
};

/** How a server connects to others. */
export const connections = {
  connect_backoff: boolean,
  connect_retries: integer,
  write_deadline: duration,
  write_timeout: writeTimeout,
};
