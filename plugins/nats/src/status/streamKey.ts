import { StreamStatus } from '@nats-portal/plugin-nats-common';

/** Tells streams apart over all accounts. */
export function streamKey(
  stream: Pick<StreamStatus, 'account' | 'stream'>,
): string {
  return JSON.stringify([stream.account ?? '', stream.stream]);
}

/** A stream in the address of the page, with its account where that is known. */
export function streamAddress(
  stream: Pick<StreamStatus, 'account' | 'stream'>,
): string {
  return stream.account ? `${stream.stream}@${stream.account}` : stream.stream;
}
