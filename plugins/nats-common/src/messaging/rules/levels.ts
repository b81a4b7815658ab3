import { Finding } from '../../findings/Finding';
import { ConsumerSpec } from '../spec/ConsumerSpec';
import { isAtLeast, MinorVersion } from '../values/serverVersion';
import { StreamSpec } from '../spec/StreamSpec';
import { KeyValueSpec } from '../spec/BucketSpec';
import { error, MessagingRule } from './MessagingRule';

/** From here on the server refuses fields that it does not know (run, 2.14.5 and 2.15.1; source). */
const STRICT: MinorVersion = [2, 12];

/** The version that brought a field (run, `_nats.req.level` of nats-server 2.15.1; ADR-42 to ADR-51). */
type Since<T> = [field: keyof T & string, since: MinorVersion];

const STREAM_FIELDS: Since<StreamSpec>[] = [
  ['allowMsgTtl', [2, 11]],
  ['subjectDeleteMarkerTtl', [2, 11]],
  ['allowMsgCounter', [2, 12]],
  ['allowAtomicPublish', [2, 12]],
  ['allowMsgSchedules', [2, 12]],
  ['persistMode', [2, 12]],
];
const CONSUMER_FIELDS: Since<ConsumerSpec>[] = [
  ['pauseUntil', [2, 11]],
  ['priorityGroups', [2, 11]],
  ['priorityPolicy', [2, 11]],
  ['pinnedTtl', [2, 11]],
];
const PRIORITIZED: Since<ConsumerSpec> = ['priorityPolicy', [2, 12]];
const BUCKET_FIELDS: Since<KeyValueSpec>[] = [['limitMarkerTtl', [2, 11]]];

/** Values that say what an older server does anyway. */
const NEUTRAL: unknown[] = [undefined, false, '', '0s', 'none', 'default'];

function* tooNew<T extends object>(
  assets: Iterable<{ asset: T; path: string }>,
  fields: Since<T>[],
  serverVersion: string,
): Iterable<Finding> {
  const unknown = fields.filter(
    ([, since]) => isAtLeast(serverVersion, since) === false,
  );
  if (unknown.length === 0) {
    return;
  }
  const effect = isAtLeast(serverVersion, STRICT)
    ? 'refuses it (10025)'
    : 'drops it without a word';
  for (const { asset, path } of assets) {
    for (const [field, since] of unknown) {
      if (!NEUTRAL.includes(asset[field])) {
        yield error(
          'js-level',
          `${path}.${field}`,
          `needs nats-server ${since.join(
            '.',
          )}; the broker runs ${serverVersion}, which ${effect}; leave it out, or upgrade the servers first`,
        );
      }
    }
  }
}

/** js-level: fields that are newer than the broker. */
export const knownFields: MessagingRule = function* knownFields(
  { streams, consumers, keyValues },
  { serverVersion },
) {
  if (serverVersion === undefined) {
    return;
  }
  yield* tooNew(
    streams.map(({ stream: asset, path }) => ({ asset, path })),
    STREAM_FIELDS,
    serverVersion,
  );
  const all = consumers.map(({ consumer: asset, path }) => ({ asset, path }));
  yield* tooNew(all, CONSUMER_FIELDS, serverVersion);
  if (isAtLeast(serverVersion, [2, 11])) {
    yield* tooNew(
      all.filter(({ asset }) => asset.priorityPolicy === 'prioritized'),
      [PRIORITIZED],
      serverVersion,
    );
  }
  yield* tooNew(
    keyValues.map(({ bucket: asset, path }) => ({ asset, path })),
    BUCKET_FIELDS,
    serverVersion,
  );
};
