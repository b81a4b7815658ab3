import { ValueChange } from '../Consequence';
import { ObjectPair, RepositoryObject } from '../repository/RepositoryObject';
import { shellWord } from '../text/shellWord';
import { step } from '../text/step';
import { AssetRule, assetConsequence, fieldChanges } from './assetConsequence';
import { assetName, durationOf, fieldText, limitOf } from './assets';

type ReadLimit = (object: RepositoryObject, name: string) => number | undefined;

/** Revisions of a key that a bucket keeps; one where nothing is written. */
const historyOf: ReadLimit = (object, name) =>
  Number(fieldText(object, name, '1'));

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

function infoCommand({ kind }: RepositoryObject, name: string): string {
  const tool: Record<string, string> = {
    KeyValue: 'kv info',
    ObjectStore: 'object info',
  };
  return `nats ${tool[kind] ?? 'stream info'} ${shellWord(name)}`;
}

function report(pair: ObjectPair, changes: ValueChange[], refuses: boolean) {
  return assetConsequence(pair.after, {
    id: 'change-stream-limits-lower',
    severity: refuses ? 'warning' : 'error',
    outcome: refuses ? 'behaviour' : 'data-loss',
    changes,
    consequence: refuses
      ? 'Nothing is deleted, since new messages are discarded: while there is more than the limit, publishing fails.'
      : 'The oldest messages over the limit are deleted at once, delivered or not.',
    procedure: [
      step(
        refuses
          ? 'See whether it holds more than the limit.'
          : 'See how much is over the limit, and whether a consumer still needs it.',
        infoCommand(pair.after, assetName(pair.after)),
      ),
    ],
  });
}

/** `change-stream-limits-lower`: less is kept than was. */
export const streamLimits: AssetRule = pair => {
  const names = lowered(pair);
  const discardsNew =
    pair.after.kind === 'Stream' &&
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
