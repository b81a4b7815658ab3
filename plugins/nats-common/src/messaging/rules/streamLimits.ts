import { parseDuration } from '../duration';
import { error, MessagingRule, warning } from './MessagingRule';

/** The least max_age and duplicate_window the server takes: 100 ms. */
const MIN_AGE_NANOSECONDS = 100e6;

/** js-replicas-cluster, js-replicas-standalone, js-replicas-even. */
export const possibleReplicas: MessagingRule = function* possibleReplicas(
  spec,
  { servers },
) {
  for (const { stream, path } of spec.streams) {
    const { replicas } = stream;
    const at = `${path}.replicas`;
    if (replicas === undefined) {
      continue;
    }
    if (servers === 1 && replicas > 1) {
      yield error(
        'js-replicas-standalone',
        at,
        `${replicas} replicas on a single server: servers up to 2.14 accept it as an update and cannot start again; use 1, or a cluster of 3`,
      );
    } else if (servers !== undefined && replicas > servers) {
      yield error(
        'js-replicas-cluster',
        at,
        `${replicas} replicas do not fit on ${servers} servers (10005)`,
      );
    }
    if (replicas % 2 === 0) {
      yield warning(
        'js-replicas-even',
        at,
        `${replicas} replicas survive no more failures than ${replicas - 1}`,
      );
    }
  }
};

/** js-max-age, js-duplicate-window: bounds of the two windows. */
export const possibleWindows: MessagingRule = function* possibleWindows(spec) {
  for (const { stream, path } of spec.streams) {
    const maxAge = parseDuration(stream.maxAge ?? '0');
    const window = parseDuration(stream.duplicateWindow ?? '0');
    if (maxAge && maxAge < MIN_AGE_NANOSECONDS) {
      yield error(
        'js-max-age',
        `${path}.maxAge`,
        'is under the 100ms that the server takes (10052)',
      );
    }
    if (window && window < MIN_AGE_NANOSECONDS) {
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

/** js-discard-per-subject, js-rollup-deny-purge: settings that exclude each other. */
export const compatibleSettings: MessagingRule = function* compatibleSettings(
  spec,
) {
  for (const { stream, path } of spec.streams) {
    if (
      stream.discardPerSubject &&
      !(stream.discard === 'new' && (stream.maxMsgsPerSubject ?? 0) > 0)
    ) {
      yield error(
        'js-discard-per-subject',
        `${path}.discardPerSubject`,
        'needs discard: new and maxMsgsPerSubject above 0 (10052)',
      );
    }
    if (stream.allowRollup && stream.denyPurge) {
      yield error(
        'js-rollup-deny-purge',
        `${path}.allowRollup`,
        'cannot be together with denyPurge (10052)',
      );
    }
  }
};

/** js-unlimited: a stream that grows until the disk is full. */
export const limitedStreams: MessagingRule = function* limitedStreams(spec) {
  for (const { stream, path } of spec.streams) {
    const limited =
      (stream.maxBytes ?? -1) > 0 ||
      (stream.maxMsgs ?? -1) > 0 ||
      Boolean(parseDuration(stream.maxAge ?? '0'));
    if (!limited) {
      yield warning(
        'js-unlimited',
        path,
        'has no maxAge, maxBytes or maxMsgs: it grows until the storage is full and then refuses messages',
      );
    }
  }
};
