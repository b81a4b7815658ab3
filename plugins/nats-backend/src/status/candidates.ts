import { ConsumerReference } from '@nats-portal/plugin-nats-common';
import { BrokerMemory } from '../sampling/BrokerMemory';
import { ConsumerMemory } from '../sampling/ConsumerMemory';
import { isInternalStream } from './isInternalStream';

/** How many names a "no such consumer" lists. */
const MAX_CANDIDATES = 5;

/** The consumers that a reference names, in each account that has them. */
export function findConsumers(
  { stream, consumer }: ConsumerReference,
  memory: BrokerMemory,
  account: string | undefined,
): ConsumerMemory[] {
  return memory
    .findStreams(stream, account)
    .flatMap(({ consumers }) =>
      consumer === '*'
        ? [...consumers.values()]
        : consumers.get(consumer) ?? [],
    );
}

const few = (names: Iterable<string>) =>
  [...new Set(names)].sort().slice(0, MAX_CANDIDATES).join(', ');

/** Streams that somebody may have meant, `none` where there are none. */
export function streamCandidates(
  memory: BrokerMemory,
  account: string | undefined,
): string {
  const names = [...memory.streams()]
    .filter(
      stream =>
        (account === undefined || stream.account === account) &&
        !isInternalStream(stream.name),
    )
    .map(({ name }) => name);
  return few(names) || 'none';
}

/** What somebody may have meant who named a consumer that is not there. */
export function consumerCandidates(
  reference: ConsumerReference,
  memory: BrokerMemory,
  account: string | undefined,
): string {
  const names = few(
    findConsumers({ ...reference, consumer: '*' }, memory, account).map(
      ({ name }) => name,
    ),
  );
  return names
    ? `its consumers: ${names}`
    : `streams: ${streamCandidates(memory, account)}`;
}
