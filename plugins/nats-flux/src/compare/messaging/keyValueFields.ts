import { step } from '../text/step';
import { isOlder } from '../versions';
import { AssetRule, assetConsequence, fieldChanges } from './assetConsequence';
import { isSet } from './assets';

/** From here on a mirror can become a bucket of its own (run: 2.15.1 takes it, 2.10.27 refuses it). */
const PROMOTION_SINCE = '2.12.0';

/**
 * `change-stream-mirror` of a key-value bucket. Of buckets the controller sends
 * everything at each update, so a mirror that is taken out is taken out on the
 * server (NACK v0.22.4, source).
 */
export const keyValueMirror: AssetRule = (pair, { serverVersion }) => {
  const changes = fieldChanges(pair, ['mirror']);
  if (pair.after.kind !== 'KeyValue' || changes.length === 0) {
    return [];
  }
  const promotes =
    !isSet(pair.after, 'mirror') && !isOlder(serverVersion, PROMOTION_SINCE);
  return [
    assetConsequence(pair.after, {
      id: 'change-stream-mirror',
      severity: promotes ? 'warning' : 'error',
      outcome: promotes ? 'behaviour' : 'immutable',
      changes,
      consequence: promotes
        ? 'It becomes a bucket of its own: it keeps what it has, takes values from clients, and gets nothing from the other any more. There is no way back.'
        : 'The server refuses it (10055); the object reports an error, and the controller tries again for ever.',
      procedure: promotes
        ? [step('See first that it has everything that the other has.')]
        : [step('Make one of another name and delete this one by hand.')],
    }),
  ];
};

/** `change-stream-oneway` of a key-value bucket: marks can be had shorter, and not given up (run, nats-server 2.15.1). */
export const keyValueMarkers: AssetRule = pair => {
  const { before, after } = pair;
  return after.kind !== 'KeyValue' ||
    !isSet(before, 'limitMarkerTtl') ||
    isSet(after, 'limitMarkerTtl')
    ? []
    : [
        assetConsequence(after, {
          id: 'change-stream-oneway',
          severity: 'error',
          outcome: 'immutable',
          changes: fieldChanges(pair, ['limitMarkerTtl']),
          consequence:
            'The server does not give up marks for keys whose time is up (10052); the object reports an error, the controller tries again for ever, and no other change of the bucket is applied.',
          procedure: [
            step(
              'Write the least instead, one second: `limitMarkerTtl: 1000000000`.',
            ),
          ],
        }),
      ];
};
