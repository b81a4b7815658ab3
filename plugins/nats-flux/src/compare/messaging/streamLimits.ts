import { ValueChange } from '../Consequence';
import { ObjectPair, RepositoryObject } from '../repository/RepositoryObject';
import { step } from '../text/step';
import { AssetRule, assetConsequence, fieldChanges } from './assetConsequence';
import { durationOf, fieldText, limitOf } from './assets';
import { infoCommand, storeWords } from './storeWords';

type ReadLimit = (object: RepositoryObject, name: string) => number | undefined;

/** Revisions of a key that a bucket keeps; one where nothing is written. */
const historyOf: ReadLimit = (object, name) =>
  Math.max(1, Number(fieldText(object, name, '1')));

/** Limits at which stored messages go. */
const LIMITS: Record<string, [name: string, read: ReadLimit][]> = {
  Stream: [
    ['maxMsgs', limitOf],
    ['maxBytes', limitOf],
    ['maxMsgsPerSubject', limitOf],
    ['maxAge', durationOf],
  ],
  KeyValue: [
    ['history', historyOf],
    ['maxBytes', limitOf],
    ['ttl', durationOf],
  ],
  ObjectStore: [
    ['maxBytes', limitOf],
    ['ttl', durationOf],
  ],
};

function lowered(pair: ObjectPair): string[] {
  return (LIMITS[pair.after.kind] ?? [])
    .filter(([name, read]) => {
      const [from, to] = [read(pair.before, name), read(pair.after, name)];
      return from !== undefined && to !== undefined && to < from;
    })
    .map(([name]) => name);
}

/** Limits that refuse new messages instead, where the stream discards new ones. */
const REFUSING = ['maxMsgs', 'maxBytes', 'maxMsgsPerSubject'];

function report(pair: ObjectPair, changes: ValueChange[], refuses: boolean) {
  const { contents } = storeWords(pair.after);
  return assetConsequence(pair.after, {
    id: 'change-stream-limits-lower',
    severity: refuses ? 'warning' : 'error',
    outcome: refuses ? 'behaviour' : 'data-loss',
    changes,
    consequence: refuses
      ? `Nothing is deleted, since new ${contents} are discarded: while there is more than the limit, ${
          pair.after.kind === 'Stream' ? 'publishing' : 'writing'
        } fails.`
      : `The oldest ${contents} over the limit are deleted at once${
          pair.after.kind === 'Stream' ? ', delivered or not' : ''
        }.`,
    procedure: [
      step(
        refuses
          ? 'See whether it holds more than the limit.'
          : 'See how much is over the limit, and whether anybody still needs it.',
        infoCommand(pair.after),
      ),
    ],
  });
}

/** `change-stream-limits-lower`: less is kept than was. */
export const streamLimits: AssetRule = pair => {
  const names = lowered(pair);
  // Buckets always do; of their history the oldest goes all the same (run, nats-server 2.10.27 and 2.15.1).
  const discardsNew =
    pair.after.kind !== 'Stream' ||
    fieldText(pair.after, 'discard', 'old') === 'new';
  const refusing = discardsNew
    ? names.filter(name => REFUSING.includes(name))
    : [];
  const deleting = names.filter(name => !refusing.includes(name));
  const defaults = { maxMsgs: -1, maxBytes: -1, history: 1 };
  return [
    ...(deleting.length > 0
      ? [report(pair, fieldChanges(pair, deleting, defaults), false)]
      : []),
    ...(refusing.length > 0
      ? [report(pair, fieldChanges(pair, refusing, defaults), true)]
      : []),
  ];
};
