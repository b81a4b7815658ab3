import { Finding } from '../../findings/Finding';
import { quote } from '../../words';
import { parseDuration } from '../values/duration';
import {
  PlacedConsumer,
  placedConsumers,
  PlacedStream,
} from '../reading/PlacedMessagingSpec';
import { placedStores } from '../reading/PlacedStore';
import { error, MessagingRule } from './MessagingRule';

/** The least max_age and duplicate_window the server takes: 100 ms. */
const MIN_WINDOW = 100e6;

/** Every duration of an asset that is given, by its path below the asset. */
type Durations = Record<string, string | undefined>;

function streamDurations({ stream }: PlacedStream): Durations {
  return {
    maxAge: stream.maxAge,
    duplicateWindow: stream.duplicateWindow,
    subjectDeleteMarkerTtl: stream.subjectDeleteMarkerTtl,
    'consumerLimits.inactiveThreshold':
      stream.consumerLimits?.inactiveThreshold,
  };
}

function consumerDurations({ consumer }: PlacedConsumer): Durations {
  return {
    ackWait: consumer.ackWait,
    heartbeatInterval: consumer.heartbeatInterval,
    maxRequestExpires: consumer.maxRequestExpires,
    inactiveThreshold: consumer.inactiveThreshold,
    pinnedTtl: consumer.pinnedTtl,
  };
}

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

function* unreadableOf(path: string, durations: Durations): Iterable<Finding> {
  for (const [field, text] of Object.entries(durations)) {
    yield* unreadable(`${path}.${field}`, text);
  }
}

/** js-duration: durations that nobody can read. */
export const readableDurations: MessagingRule = function* readableDurations(
  spec,
) {
  for (const placed of spec.streams) {
    yield* unreadableOf(placed.path, streamDurations(placed));
  }
  for (const placed of placedConsumers(spec)) {
    yield* unreadableOf(placed.path, consumerDurations(placed));
    for (const step of placed.backoff) {
      yield* unreadable(step.path, step.text);
    }
  }
  for (const { bucket, path } of spec.keyValues) {
    const { ttl, limitMarkerTtl } = bucket;
    yield* unreadableOf(path, { ttl, limitMarkerTtl });
  }
  for (const { bucket, path } of spec.objectStores) {
    yield* unreadableOf(path, { ttl: bucket.ttl });
  }
};

/** js-max-age, js-duplicate-window: bounds of the server; 0 stands for its default. */
export const possibleDurations: MessagingRule = function* possibleDurations(
  spec,
) {
  for (const { maxAge, path, ageField } of placedStores(spec)) {
    const age = parseDuration(maxAge ?? '0');
    if (age && age < MIN_WINDOW) {
      yield error(
        'js-max-age',
        `${path}.${ageField}`,
        'is under the 100ms that the server takes (10052)',
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
};
