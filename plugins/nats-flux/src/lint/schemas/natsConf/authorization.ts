import {
  boolean,
  duration,
  integer,
  JsonSchema,
  list,
  object,
  text,
} from '../JsonSchema';
import { keys, seconds, texts } from './keys';

const subjects: JsonSchema = {
  type: ['string', 'array', 'object'],
  items: text,
  properties: keys(texts, 'allow deny'),
  additionalProperties: false,
};

/** What may be published and subscribed to. */
export const permissions = object({
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

/** A user with a password. */
export const credentials = keys(text, 'user username password pass');

/** Users of an account or of a listener. */
export const users = list(
  object({
    ...credentials,
    ...keys(permissions, 'permissions permission authorization'),
    ...keys(list(text), 'allowed_connection_types connection_types clients'),
    nkey: text,
    proxy_required: boolean,
  }),
);

/** Who may connect, and publish and subscribe to what. */
export const authorization = object({
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
