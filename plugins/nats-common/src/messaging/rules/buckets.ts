import {
  keyValueSubject,
  objectStoreSubjects,
} from '../jetstream/bucketStreams';
import { PlacedStream } from '../reading/PlacedMessagingSpec';
import { error, MessagingRule, warning } from './MessagingRule';

/** Values of a key that clients let a bucket keep (ADR-8; the server takes more). */
const MAX_HISTORY = 64;

/** js-kv-history: values kept of each key. */
export const possibleHistory: MessagingRule = function* possibleHistory(spec) {
  for (const { bucket, path } of spec.keyValues) {
    const { history = 1 } = bucket;
    if (history < 1 || history > MAX_HISTORY) {
      yield error(
        'js-kv-history',
        `${path}.history`,
        `${history} is not from 1 to ${MAX_HISTORY}, which is what clients take; write one of these`,
      );
    }
  }
};

/** What a stream lacks of the bucket that its name promises. */
function lacking(
  { stream, subjects }: PlacedStream,
  wanted: readonly string[],
  isKeyValue: boolean,
): string[] {
  const captured = subjects.map(({ text }) => text).sort();
  const isSame = JSON.stringify(captured) === JSON.stringify(wanted);
  const facts: [is: boolean | undefined, what: string][] = [
    [isSame || stream.mirror !== undefined, `subjects ${wanted.join(', ')}`],
    [(stream.retention ?? 'limits') === 'limits', 'retention limits'],
    [stream.discard === 'new', 'discard new'],
    [stream.allowRollup, 'allowRollup'],
    [stream.allowDirect, 'allowDirect'],
    [!isKeyValue || stream.denyDelete, 'denyDelete'],
  ];
  return facts.flatMap(([is, what]) => (is ? [] : [what]));
}

/** js-bucket-name, js-kv-shape: streams that everyone takes for a bucket. */
export const bucketsAsBuckets: MessagingRule = function* bucketsAsBuckets(
  spec,
) {
  for (const placed of spec.streams) {
    const { stream, path } = placed;
    const [, prefix, bucket] =
      /^(KV_|OBJ_|\$MQTT_)(.*)$/s.exec(stream.name) ?? [];
    if (prefix === undefined) {
      continue;
    }
    const at = `${path}.name`;
    const isKeyValue = prefix === 'KV_';
    const list = isKeyValue ? 'keyValues' : 'objectStores';
    const missing =
      prefix === '$MQTT_' || placed.unread.size > 0
        ? []
        : lacking(
            placed,
            isKeyValue
              ? [keyValueSubject(bucket)]
              : objectStoreSubjects(bucket),
            isKeyValue,
          );
    if (missing.length > 0) {
      yield error(
        'js-kv-shape',
        at,
        `clients take a stream ${prefix}… for a bucket, and this one does not work as one: it lacks ${missing.join(
          ', ',
        )}. Declare the bucket under ${list}, or choose another name`,
      );
    } else {
      yield warning(
        'js-bucket-name',
        at,
        prefix === '$MQTT_'
          ? `starts with ${prefix}: the servers take the stream for one of their own, and lists of streams hide it`
          : `starts with ${prefix}: clients take the stream for a bucket, and lists of streams hide it; declare it under ${list}`,
      );
    }
  }
};

/** js-kv-source: what a bucket takes in from others. */
export const wholeBuckets: MessagingRule = function* wholeBuckets(spec) {
  for (const { kind, origins } of spec.stores) {
    for (const { kind: way, source, path } of origins) {
      const given = (['filterSubject', 'subjectTransforms'] as const).find(
        field => source[field]?.length,
      );
      if (kind === 'keyValue' && way === 'source' && given) {
        yield error(
          'js-kv-source',
          `${path}.${given}`,
          'the keys of a bucket become keys of this one by a transform that follows from its name, and no other goes with it (10144); leave it out',
        );
      }
    }
  }
};
