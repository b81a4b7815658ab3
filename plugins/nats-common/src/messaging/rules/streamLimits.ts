import { formatCount } from '../../words';
import { parseDuration } from '../duration';
import { knows, PlacedStream } from '../PlacedMessagingSpec';
import { hasWildcard } from '../subjects';
import { error, MessagingRule, warning } from './MessagingRule';

/** The server reads the size of a message into an int32 (10025 above). */
const MAX_MESSAGE_SIZE = 2 ** 31 - 1;

/** True also where a limit was meant and could not be read. */
function isLimited(placed: PlacedStream): boolean {
  const { stream, subjects } = placed;
  const { maxBytes = 0, maxMsgs = 0, maxMsgsPerSubject = 0 } = stream;
  return (
    maxBytes > 0 ||
    maxMsgs > 0 ||
    parseDuration(stream.maxAge ?? '0') !== 0 ||
    (maxMsgsPerSubject > 0 &&
      !subjects.some(({ text }) => hasWildcard(text))) ||
    !knows(placed, 'maxAge', 'maxBytes', 'maxMsgs', 'maxMsgsPerSubject')
  );
}

/** js-unlimited: a stream that grows until the disk is full. */
export const limitedStreams: MessagingRule = function* limitedStreams(spec) {
  for (const placed of spec.streams) {
    if (!isLimited(placed)) {
      yield warning(
        'js-unlimited',
        placed.path,
        (placed.stream.retention ?? 'limits') === 'limits'
          ? 'has no maxAge, maxBytes or maxMsgs: it grows until the storage is full, and then messages are refused'
          : 'has no maxAge, maxBytes or maxMsgs: while consumers do not acknowledge, it grows until the storage is full',
      );
    }
  }
};

/** js-max-msg-size, js-max-consumers-exceeded. */
export const possibleLimits: MessagingRule = function* possibleLimits(spec) {
  for (const { stream, path, consumers } of spec.streams) {
    const { maxMsgSize = -1, maxConsumers = -1 } = stream;
    if (maxMsgSize > MAX_MESSAGE_SIZE) {
      yield error(
        'js-max-msg-size',
        `${path}.maxMsgSize`,
        `must be ${formatCount(MAX_MESSAGE_SIZE)} bytes or less (10025)`,
      );
    }
    if (maxConsumers > 0 && consumers.length > maxConsumers) {
      yield error(
        'js-max-consumers-exceeded',
        `${path}.maxConsumers`,
        `${formatCount(maxConsumers)} is below the ${formatCount(
          consumers.length,
        )} consumers of the stream (10026)`,
      );
    }
  }
};
