import { Finding } from '../../findings/Finding';
import { ConsumerSpec } from '../spec/ConsumerSpec';
import { placedConsumers } from '../reading/PlacedMessagingSpec';
import { isAtLeast, MinorVersion } from '../values/serverVersion';
import { StreamSpec } from '../spec/StreamSpec';
import { error, MessagingRule } from './MessagingRule';

/** From here on the server refuses fields that it does not know (run, 2.14.5 and 2.15.1; source). */
const STRICT: MinorVersion = [2, 12];

/** The versions that brought a field (run, `_nats.req.level` of nats-server 2.15.1; ADR-42 to ADR-51). */
const STREAM_FIELDS: Partial<Record<keyof StreamSpec, MinorVersion>> = {
  allowMsgTtl: [2, 11],
  subjectDeleteMarkerTtl: [2, 11],
  allowMsgCounter: [2, 12],
  allowAtomicPublish: [2, 12],
  allowMsgSchedules: [2, 12],
  persistMode: [2, 12],
};
const CONSUMER_FIELDS: Partial<Record<keyof ConsumerSpec, MinorVersion>> = {
  pauseUntil: [2, 11],
  priorityGroups: [2, 11],
  priorityPolicy: [2, 11],
  pinnedTtl: [2, 11],
};
const PRIORITIZED: MinorVersion = [2, 12];
const BUCKET_FIELDS = { limitMarkerTtl: [2, 11] } as const;

/** Values that say what an older server does anyway. */
const NEUTRAL: unknown[] = [undefined, false, '', '0s', 'none', 'default'];

function* tooNew<T extends object>(
  asset: T,
  path: string,
  fields: Partial<Record<keyof T, MinorVersion>>,
  serverVersion: string,
): Iterable<Finding> {
  for (const [field, since] of Object.entries(fields) as [
    keyof T & string,
    MinorVersion,
  ][]) {
    if (
      !NEUTRAL.includes(asset[field]) &&
      isAtLeast(serverVersion, since) === false
    ) {
      yield error(
        'js-level',
        `${path}.${field}`,
        `needs nats-server ${since.join(
          '.',
        )}; the broker runs ${serverVersion}, which ${
          isAtLeast(serverVersion, STRICT)
            ? 'refuses it (10025)'
            : 'drops it without a word'
        }; leave it out, or upgrade the servers first`,
      );
    }
  }
}

/** js-level: fields that are newer than the broker. */
export const knownFields: MessagingRule = function* knownFields(
  spec,
  { serverVersion },
) {
  if (serverVersion === undefined) {
    return;
  }
  for (const { stream, path } of spec.streams) {
    yield* tooNew(stream, path, STREAM_FIELDS, serverVersion);
  }
  for (const { consumer, path } of placedConsumers(spec)) {
    const fields =
      consumer.priorityPolicy === 'prioritized'
        ? { ...CONSUMER_FIELDS, priorityPolicy: PRIORITIZED }
        : CONSUMER_FIELDS;
    yield* tooNew(consumer, path, fields, serverVersion);
  }
  for (const { bucket, path } of spec.keyValues) {
    yield* tooNew(bucket, path, BUCKET_FIELDS, serverVersion);
  }
};
