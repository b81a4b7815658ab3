import { parseDuration } from '../duration';
import { error, MessagingRule } from './MessagingRule';
import { placedConsumers } from '../PlacedMessagingSpec';

function* unreadable(path: string, text: string | undefined) {
  if (text !== undefined && parseDuration(text) === undefined) {
    yield error(
      'js-duration',
      path,
      `"${text}" is no duration; write a number with a unit, such as 30s, 5m, 24h or 7d`,
    );
  }
}

/** js-duration: durations that nobody can read. */
export const readableDurations: MessagingRule = function* readableDurations(
  spec,
) {
  for (const { stream, path } of spec.streams) {
    yield* unreadable(`${path}.maxAge`, stream.maxAge);
    yield* unreadable(`${path}.duplicateWindow`, stream.duplicateWindow);
  }
  for (const { consumer, path } of placedConsumers(spec)) {
    yield* unreadable(`${path}.ackWait`, consumer.ackWait);
    yield* unreadable(`${path}.maxRequestExpires`, consumer.maxRequestExpires);
    yield* unreadable(`${path}.inactiveThreshold`, consumer.inactiveThreshold);
    for (const [i, step] of (consumer.backoff ?? []).entries()) {
      yield* unreadable(`${path}.backoff[${i}]`, step);
    }
  }
};
