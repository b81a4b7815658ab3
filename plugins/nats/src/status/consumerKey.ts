import { ConsumerStatus } from '@nats-portal/plugin-nats-common';

/**
 * Tells consumers apart over all accounts. Names of streams may hold anything but
 * a few characters, so the parts are joined unambiguously.
 */
export function consumerKey(
  consumer: Pick<ConsumerStatus, 'account' | 'stream' | 'consumer'>,
): string {
  return JSON.stringify([
    consumer.account ?? '',
    consumer.stream,
    consumer.consumer,
  ]);
}

/** `STREAM/consumer`, as in the annotation. */
export function consumerName(
  consumer: Pick<ConsumerStatus, 'stream' | 'consumer'>,
): string {
  return `${consumer.stream}/${consumer.consumer}`;
}

/** A consumer in the address of the page: what people read first, the account last. */
export function toAddress(
  consumer: Pick<ConsumerStatus, 'account' | 'stream' | 'consumer'>,
): string {
  const { account } = consumer;
  return account
    ? `${consumerName(consumer)}@${account}`
    : consumerName(consumer);
}

/** Reads what {@link toAddress} writes; neither a stream nor an account may hold a slash. */
export function readAddress(address: string): {
  stream: string;
  consumer: string;
  account?: string;
} {
  const slash = address.indexOf('/');
  const at = address.lastIndexOf('@');
  const end = at > slash ? at : address.length;
  return {
    stream: address.slice(0, Math.max(0, slash)),
    consumer: address.slice(slash + 1, end),
    ...(at > slash ? { account: address.slice(at + 1) } : {}),
  };
}
