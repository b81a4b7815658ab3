import { EntityMessaging } from '@nats-portal/plugin-nats-common';

/** The part of a broker that an entity means, as a list of the REST API can be narrowed down to. */
export interface ListScope {
  account?: string;
  stream?: string;
}

/** All of a broker or account, or all of one stream; nothing else is one list. */
export function listScope(messaging: EntityMessaging): ListScope | undefined {
  const { account, consumers, streams } = messaging;
  const named = new Set([...streams, ...consumers.map(({ stream }) => stream)]);
  if (named.size === 0) {
    return { account };
  }
  const [stream] = named;
  const isWhole =
    streams.includes(stream) ||
    consumers.some(({ consumer }) => consumer === '*');
  return named.size === 1 && isWhole ? { account, stream } : undefined;
}
