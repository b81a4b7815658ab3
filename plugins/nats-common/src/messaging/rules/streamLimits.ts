import { formatCount } from '../../words';
import { parseDuration } from '../values/duration';
import { knows, PlacedStore } from '../reading/PlacedMessagingSpec';
import { isAtLeast, MinorVersion } from '../values/serverVersion';
import { StreamSpec } from '../spec/StreamSpec';
import { hasWildcard } from '../values/subjects';
import { error, MessagingRule, warning } from './MessagingRule';

/** The server reads the size of a message into an int32 (10025 above). */
const MAX_MESSAGE_SIZE = 2 ** 31 - 1;

/** From this version on a stream that names no bound takes so many consumers (run, nats-server 2.15.1). */
const DEFAULT_MAX_CONSUMERS = 1000;
const SINCE: MinorVersion = [2, 15];

/** True also where a limit was meant and could not be read. */
function isLimited(store: PlacedStore): boolean {
  const { maxAge = '0', captured, spec } = store;
  const { maxBytes = 0 } = spec;
  const { maxMsgs = 0, maxMsgsPerSubject = 0 } = 'name' in spec ? spec : {};
  return (
    maxBytes > 0 ||
    maxMsgs > 0 ||
    parseDuration(maxAge) !== 0 ||
    (maxMsgsPerSubject > 0 &&
      !captured.some(({ text }) => hasWildcard(text))) ||
    !knows(store, 'maxAge', 'ttl', 'maxBytes', 'maxMsgs', 'maxMsgsPerSubject')
  );
}

function growth({ kind, spec }: PlacedStore): string {
  if (kind !== 'stream') {
    return 'has no ttl and no maxBytes: it grows until the storage is full, and then nothing can be written; set one of them';
  }
  const { retention = 'limits' } = spec as StreamSpec;
  return retention === 'limits'
    ? 'has no maxAge, maxBytes or maxMsgs: it grows until the storage is full, and then messages are refused; set one of them'
    : 'has no maxAge, maxBytes or maxMsgs: while consumers do not acknowledge, it grows until the storage is full; set one of them';
}

/** js-unlimited: a stream or bucket that grows until the disk is full. */
export const limitedStreams: MessagingRule = function* limitedStreams(spec) {
  for (const store of spec.stores) {
    if (!isLimited(store)) {
      yield warning('js-unlimited', store.path, growth(store));
    }
  }
};

/** js-max-msg-size: what the server can read. */
export const possibleSizes: MessagingRule = function* possibleSizes(spec) {
  for (const { maxMsgSize = -1, path, sizeField } of spec.stores) {
    if (maxMsgSize > MAX_MESSAGE_SIZE) {
      yield error(
        'js-max-msg-size',
        `${path}.${sizeField}`,
        `must be ${formatCount(MAX_MESSAGE_SIZE)} bytes or less (10025)`,
      );
    }
  }
};

/** js-max-consumers-exceeded, js-max-consumers: more consumers than a stream takes. */
export const possibleConsumerCounts: MessagingRule =
  function* possibleConsumerCounts(spec, { serverVersion }) {
    for (const placed of spec.streams) {
      const { stream, path, consumers } = placed;
      const { maxConsumers = -1 } = stream;
      const count = formatCount(consumers.length);
      if (maxConsumers > 0 && consumers.length > maxConsumers) {
        yield error(
          'js-max-consumers-exceeded',
          `${path}.maxConsumers`,
          `${formatCount(
            maxConsumers,
          )} is below the ${count} consumers of the stream, and the server refuses the rest (10026); raise it`,
        );
      } else if (
        maxConsumers <= 0 &&
        consumers.length > DEFAULT_MAX_CONSUMERS &&
        knows(placed, 'maxConsumers') &&
        isAtLeast(serverVersion, SINCE) !== false
      ) {
        yield warning(
          'js-max-consumers',
          `${path}.maxConsumers`,
          `nats-server 2.15 and newer let a stream that names no number have ${formatCount(
            DEFAULT_MAX_CONSUMERS,
          )} consumers, unless they are configured otherwise, and refuse the rest of these ${count} (10026); name one`,
        );
      }
    }
  };
