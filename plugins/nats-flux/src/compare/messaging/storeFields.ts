import { step } from '../text/step';
import { AssetRule, assetConsequence, fieldChanges } from './assetConsequence';
import { fieldText } from './assets';
import { RETRIED, storeWords } from './storeWords';

/** Where the controller keeps what says nothing of it. */
const DEFAULT_STORAGE: Record<string, string> = {
  Stream: 'memory',
  KeyValue: 'file',
  ObjectStore: 'file',
};

/** `change-stream-storage`: from file to memory or back. */
export const storeStorage: AssetRule = pair => {
  const changes = fieldChanges(pair, ['storage'], {
    storage: DEFAULT_STORAGE[pair.after.kind],
  });
  return changes.length === 0
    ? []
    : [
        assetConsequence(pair.after, {
          id: 'change-stream-storage',
          severity: 'error',
          outcome: 'immutable',
          changes,
          consequence: RETRIED,
          procedure: storeWords(pair.after).copy,
        }),
      ];
};

/** `change-stream-replicas-placement`, `change-stream-replicas-down`: how many copies, and where. */
export const storeReplicas: AssetRule = pair => {
  const changes = fieldChanges(pair, ['replicas', 'placement'], {
    replicas: 1,
  });
  const [from, to] = [pair.before, pair.after].map(object =>
    Number(fieldText(object, 'replicas', '1')),
  );
  if (changes.length === 2) {
    return [
      assetConsequence(pair.after, {
        id: 'change-stream-replicas-placement',
        severity: 'error',
        outcome: 'immutable',
        changes,
        consequence:
          'The server refuses both at once (10123); the controller tries again for ever.',
        procedure: [
          step(
            'Change one, wait until every replica is current, then change the other.',
          ),
        ],
      }),
    ];
  }
  return to < from
    ? [
        assetConsequence(pair.after, {
          id: 'change-stream-replicas-down',
          severity: 'warning',
          outcome: 'behaviour',
          changes,
          consequence:
            to === 1
              ? 'One copy remains: while its server restarts or is lost, it cannot be written or read, and what that server loses is lost.'
              : `${to} copies remain, so fewer servers may be lost before it stands still.`,
          procedure: [],
        }),
      ]
    : [];
};

/** `change-stream-max-msg-size`: the largest message that is taken. */
export const storeMaxMsgSize: AssetRule = pair => {
  const name = pair.after.kind === 'KeyValue' ? 'maxValueSize' : 'maxMsgSize';
  const [from, to] = [pair.before, pair.after].map(object => {
    const size = Number(fieldText(object, name, '-1'));
    return size > 0 ? size : Infinity;
  });
  return to < from
    ? [
        assetConsequence(pair.after, {
          id: 'change-stream-max-msg-size',
          severity: 'warning',
          outcome: 'behaviour',
          changes: fieldChanges(pair, [name], { [name]: -1 }),
          consequence:
            'What is stored stays; publishing anything larger fails from then on.',
          procedure: [
            step(
              'Ask the publishers for the size of their largest message first.',
            ),
          ],
        }),
      ]
    : [];
};
