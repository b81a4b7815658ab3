import { step } from '../text/step';
import { nameText } from '../text/objectName';
import { shellWord } from '../text/shellWord';
import { ObjectPair } from '../repository/RepositoryObject';
import { isOlder } from '../versions';
import { AssetRule, assetConsequence, fieldChanges } from './assetConsequence';
import { isOver } from './consumerLimits';
import { assetName, field, fieldText, isSet, retentionOf } from './assets';
import { RETRIED, storeWords } from './storeWords';

/** What the controller makes of a field that is not written. */
const DEFAULTS = { retention: 'limits', maxConsumers: -1 };

const changesOf = (pair: ObjectPair, names: string[]) =>
  fieldChanges(pair, names, pair.after.kind === 'Stream' ? DEFAULTS : {});

/** `change-stream-workqueue`, `change-stream-interest`: when messages go. */
export const streamRetention: AssetRule = pair => {
  const changes = changesOf(pair, ['retention']);
  if (pair.after.kind !== 'Stream' || changes.length === 0) {
    return [];
  }
  const [from, to] = [retentionOf(pair.before), retentionOf(pair.after)];
  if (from === 'workqueue' || to === 'workqueue') {
    return [
      assetConsequence(pair.after, {
        id: 'change-stream-workqueue',
        severity: 'error',
        outcome: 'immutable',
        changes,
        consequence: RETRIED,
        procedure:
          from === 'workqueue'
            ? [
                step(
                  'Let the workers drain it, then delete it by hand and let it be made anew.',
                ),
              ]
            : storeWords(pair.after).copy,
      }),
    ];
  }
  return to === 'interest'
    ? [
        assetConsequence(pair.after, {
          id: 'change-stream-interest',
          severity: 'error',
          outcome: 'data-loss',
          changes,
          consequence:
            'Messages that nobody still needs are deleted at once: those that every consumer has acknowledged, and where there is no consumer, all of them.',
          procedure: [
            step(
              'See how many messages there are, and whether every consumer that needs them exists.',
              `nats stream report; nats consumer report ${shellWord(
                assetName(pair.after),
              )}`,
            ),
          ],
        }),
      ]
    : [];
};

/** `change-stream-mirror`: what a stream is a copy of. */
export const streamMirror: AssetRule = pair => {
  const changes = changesOf(pair, ['mirror']);
  if (pair.after.kind !== 'Stream' || changes.length === 0) {
    return [];
  }
  const promotes = !isSet(pair.after, 'mirror');
  return [
    assetConsequence(pair.after, {
      id: 'change-stream-mirror',
      severity: 'error',
      outcome: promotes ? 'not-applied' : 'immutable',
      changes,
      consequence: promotes
        ? 'The controller leaves the mirror out of what it sends, so the server keeps it, while the object reports Ready. Servers before 2.12 would refuse it (10055).'
        : 'The server refuses to make a mirror of a stream or to mirror another one (10055); the controller tries again for ever.',
      procedure: promotes
        ? [
            step(
              'On 2.12 or newer take `mirror` out through the API, with the subjects that it shall have.',
              `nats stream edit ${shellWord(
                assetName(pair.after),
              )} --interactive`,
            ),
          ]
        : [step('Make a mirror of another name and delete this one by hand.')],
    }),
  ];
};

/** Booleans that can be set and never unset. */
const ONE_WAY = [
  'denyDelete',
  'denyPurge',
  'sealed',
  'allowMsgTtl',
  'allowMsgSchedules',
];

/** Fields that are decided when the stream is made, with what nothing means. */
const FIXED = { allowMsgCounter: 'false', persistMode: 'default' };

/** `change-stream-oneway`: what cannot be taken back. */
export const streamOneWay: AssetRule = pair => {
  const { before, after } = pair;
  const names = [
    ...ONE_WAY.filter(name => isSet(before, name) && !isSet(after, name)),
    ...Object.entries(FIXED)
      .filter(
        ([name, otherwise]) =>
          fieldText(before, name, otherwise) !==
          fieldText(after, name, otherwise),
      )
      .map(([name]) => name),
  ];
  const changes = fieldChanges(pair, names);
  return changes.length === 0
    ? []
    : [
        assetConsequence(after, {
          id: 'change-stream-oneway',
          severity: 'error',
          outcome: 'immutable',
          changes,
          consequence:
            'The server does not take this back (10052). What is taken away the controller does not even send: the object reports Ready, and the stream stays as it was.',
          procedure: storeWords(after).copy,
        }),
      ];
};

/** From here on the server lets the number of consumers change. */
const MAX_CONSUMERS_SINCE = '2.12.5';

/** `change-stream-max-consumers`: refused by older servers. */
export const streamMaxConsumers: AssetRule = (pair, { serverVersion }) => {
  const changes = changesOf(pair, ['maxConsumers']);
  return changes.length === 0 || !isOlder(serverVersion, MAX_CONSUMERS_SINCE)
    ? []
    : [
        assetConsequence(pair.after, {
          id: 'change-stream-max-consumers',
          severity: 'error',
          outcome: 'immutable',
          changes,
          consequence: `Servers before ${MAX_CONSUMERS_SINCE} refuse it (10052), and this broker is ${serverVersion}.`,
          procedure: [
            step('Upgrade the servers first, in a change of its own.'),
          ],
        }),
      ];
};

/** `change-consumer-limits`: limits that a consumer is over already. */
export const streamConsumerLimits: AssetRule = (pair, { consumers }) => {
  const changes = fieldChanges(pair, ['consumerLimits']);
  const limits = field(pair.after, 'consumerLimits');
  const over = (consumers.get(assetName(pair.after)) ?? []).filter(consumer =>
    isOver(consumer, limits),
  );
  return changes.length === 0 || over.length === 0
    ? []
    : [
        assetConsequence(pair.after, {
          id: 'change-consumer-limits',
          severity: 'error',
          outcome: 'immutable',
          changes,
          consequence: `The server refuses limits that a consumer is over (10069): ${over
            .slice(0, 5)
            .map(consumer => nameText(fieldText(consumer, 'durableName')))
            .join(', ')}${
            over.length > 5 ? ` and ${over.length - 5} more` : ''
          }.`,
          procedure: [
            step('Lower the consumers first, in a change of their own.'),
          ],
        }),
      ];
};
