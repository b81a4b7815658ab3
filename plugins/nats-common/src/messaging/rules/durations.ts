import { Finding } from '../../findings/Finding';
import { quote } from '../../words';
import { parseDuration } from '../duration';
import { placedConsumers } from '../PlacedMessagingSpec';
import { error, MessagingRule } from './MessagingRule';

/** The least max_age and duplicate_window the server takes: 100 ms. */
const MIN_WINDOW = 100e6;
/** The least max_expires: 1 ms. */
const MIN_EXPIRES = 1e6;

function* unreadable(
  path: string,
  text: string | undefined,
): Iterable<Finding> {
  if (text !== undefined && parseDuration(text) === undefined) {
    yield error(
      'js-duration',
      path,
      `${quote(
        text,
      )} is no duration; write a number with a unit, such as 30s, 5m, 24h or 7d, up to 292 years`,
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
  for (const { consumer, path, backoff } of placedConsumers(spec)) {
    yield* unreadable(`${path}.ackWait`, consumer.ackWait);
    yield* unreadable(`${path}.maxRequestExpires`, consumer.maxRequestExpires);
    yield* unreadable(`${path}.inactiveThreshold`, consumer.inactiveThreshold);
    for (const step of backoff) {
      yield* unreadable(step.path, step.text);
    }
  }
};

/** js-max-age, js-duplicate-window, js-pull: bounds of the server; 0 stands for its default. */
export const possibleDurations: MessagingRule = function* possibleDurations(
  spec,
) {
  for (const { stream, path } of spec.streams) {
    const maxAge = parseDuration(stream.maxAge ?? '0');
    const window = parseDuration(stream.duplicateWindow ?? '0');
    if (maxAge && maxAge < MIN_WINDOW) {
      yield error(
        'js-max-age',
        `${path}.maxAge`,
        'is under the 100ms that the server takes (10052)',
      );
    }
    if (window && window < MIN_WINDOW) {
      yield error(
        'js-duplicate-window',
        `${path}.duplicateWindow`,
        'is under the 100ms that the server takes (10052)',
      );
    }
    if (window && maxAge && window > maxAge) {
      yield error(
        'js-duplicate-window',
        `${path}.duplicateWindow`,
        `is longer than maxAge ${stream.maxAge} (10052)`,
      );
    }
  }
  for (const { consumer, path } of placedConsumers(spec)) {
    const expires = parseDuration(consumer.maxRequestExpires ?? '0');
    if (expires && expires < MIN_EXPIRES) {
      yield error(
        'js-pull',
        `${path}.maxRequestExpires`,
        'is under the 1ms that the server takes (10115)',
      );
    }
  }
};
