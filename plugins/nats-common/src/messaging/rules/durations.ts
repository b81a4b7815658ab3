import { Finding } from '../../findings/Finding';
import { quote } from '../../words';
import { ConsumerSpec } from '../spec/ConsumerSpec';
import { parseDuration } from '../values/duration';
import { error, MessagingRule } from './MessagingRule';

/** The least max_age and duplicate_window the server takes: 100 ms. */
const MIN_WINDOW = 100e6;

const CONSUMER_FIELDS = [
  'ackWait',
  'heartbeatInterval',
  'maxRequestExpires',
  'inactiveThreshold',
  'pinnedTtl',
] as const;

const hasDuration = (consumer: ConsumerSpec) =>
  CONSUMER_FIELDS.some(field => consumer[field] !== undefined);

function* unreadable(
  text: string | undefined,
  path: string,
  field = '',
): Iterable<Finding> {
  if (text !== undefined && parseDuration(text) === undefined) {
    yield error(
      'js-duration',
      field ? `${path}.${field}` : path,
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
    yield* unreadable(stream.maxAge, path, 'maxAge');
    yield* unreadable(stream.duplicateWindow, path, 'duplicateWindow');
    yield* unreadable(
      stream.subjectDeleteMarkerTtl,
      path,
      'subjectDeleteMarkerTtl',
    );
    yield* unreadable(
      stream.consumerLimits?.inactiveThreshold,
      path,
      'consumerLimits.inactiveThreshold',
    );
  }
  for (const { consumer, path, backoff } of spec.consumers) {
    // Most of thousands of consumers have none.
    if (hasDuration(consumer)) {
      for (const field of CONSUMER_FIELDS) {
        yield* unreadable(consumer[field], path, field);
      }
    }
    for (const step of backoff) {
      yield* unreadable(step.text, step.path);
    }
  }
  for (const { bucket, path } of spec.keyValues) {
    yield* unreadable(bucket.ttl, path, 'ttl');
    yield* unreadable(bucket.limitMarkerTtl, path, 'limitMarkerTtl');
  }
  for (const { bucket, path } of spec.objectStores) {
    yield* unreadable(bucket.ttl, path, 'ttl');
  }
};

/** js-max-age, js-duplicate-window: bounds of the server; 0 stands for its default. */
export const possibleDurations: MessagingRule = function* possibleDurations(
  spec,
) {
  for (const { maxAge, path, ageField } of spec.stores) {
    const age = parseDuration(maxAge ?? '0');
    if (age && age < MIN_WINDOW) {
      yield error(
        'js-max-age',
        `${path}.${ageField}`,
        'is under the 100ms that the server takes (10052); use 100ms or more',
      );
    }
  }
  for (const { stream, path } of spec.streams) {
    const maxAge = parseDuration(stream.maxAge ?? '0');
    const window = parseDuration(stream.duplicateWindow ?? '0');
    if (window && window < MIN_WINDOW) {
      yield error(
        'js-duplicate-window',
        `${path}.duplicateWindow`,
        'is under the 100ms that the server takes (10052); use 100ms or more',
      );
    }
    if (window && maxAge && window > maxAge) {
      yield error(
        'js-duplicate-window',
        `${path}.duplicateWindow`,
        `is longer than maxAge ${stream.maxAge}, and the server refuses the stream (10052); make it as long or shorter`,
      );
    }
  }
};
