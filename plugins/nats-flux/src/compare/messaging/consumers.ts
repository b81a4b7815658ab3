import { Consequence, ProcedureStep } from '../Consequence';
import { RepositoryObject } from '../repository/RepositoryObject';
import { isSame, scalarText, textsAt } from '../repository/tree';
import { shellWord } from '../text/shellWord';
import { step } from '../text/step';
import { isOlder } from '../versions';
import {
  assetConsequence,
  AssetRule,
  assetText,
  fieldChanges,
  MessagingContext,
} from './assetConsequence';
import {
  assetName,
  field,
  isKept,
  isPruneGuarded,
  isSet,
  limitOf,
  retentionOf,
  streamOf,
} from './assets';

/** What the controller, and after it the server, make of a field that is not written. */
const DEFAULTS = {
  ackPolicy: 'none',
  deliverPolicy: 'all',
  replayPolicy: 'instant',
  maxWaiting: 512,
  flowControl: false,
  memStorage: false,
  maxAckPending: 1000,
};

/** Decided when the consumer is made. */
const FIXED = [
  'ackPolicy',
  'deliverPolicy',
  'optStartSeq',
  'optStartTime',
  'replayPolicy',
  'maxWaiting',
  'heartbeatInterval',
  'flowControl',
];

/** From here on memory or file is decided when the consumer is made. */
const MEM_STORAGE_FIXED_SINCE = '2.14.4';

function words(object: RepositoryObject): string {
  return assetName(object).split('/').map(shellWord).join(' ');
}

/** How to get a consumer of other properties without losing its place. */
function newDurable(
  consumer: RepositoryObject,
  { streams }: MessagingContext,
): ProcedureStep[] {
  if (retentionOf(streams.get(streamOf(consumer))) === 'workqueue') {
    return [
      step(
        'A message of a work queue has one consumer, so there cannot be two for a while. Stop the workers.',
      ),
      step(
        'Delete the consumer by hand; the controller makes it anew as it is written here.',
        `nats consumer rm ${words(consumer)} --force`,
      ),
      step('Start the workers. What was in work comes once more.'),
    ];
  }
  return [
    step(
      'Note the position of the old one: its acknowledgement floor in the stream.',
      `nats consumer info ${words(consumer)}`,
    ),
    step(
      'Leave it as it is and add one of another durableName with `deliverPolicy: byStartSequence` and `optStartSeq` one above that.',
    ),
    step('Switch workers and ScaledObject to it, then delete the old one.'),
  ];
}

/** `change-consumer-immutable`: refused by the server. */
export const consumerFixed: AssetRule = (pair, context) => {
  const { before, after } = pair;
  const becomesPush =
    isSet(before, 'deliverSubject') !== isSet(after, 'deliverSubject');
  const memStorage = !isOlder(context.serverVersion, MEM_STORAGE_FIXED_SINCE);
  const changes = fieldChanges(
    pair,
    [
      ...FIXED,
      ...(becomesPush ? ['deliverSubject'] : []),
      ...(memStorage ? ['memStorage'] : []),
    ],
    DEFAULTS,
  );
  return changes.length === 0
    ? []
    : [
        assetConsequence(after, {
          id: 'change-consumer-immutable',
          severity: 'error',
          outcome: 'immutable',
          changes,
          consequence:
            'The server refuses it (10012); the object reports an error, the controller tries again for ever, and nothing else that changed here is applied.',
          procedure: newDurable(after, context),
        }),
      ];
};

function filtersOf(consumer: RepositoryObject): string[] {
  const single = scalarText(field(consumer, 'filterSubject'));
  const filters = single
    ? [single]
    : textsAt(consumer.content, ['spec', 'filterSubjects']);
  return [...new Set(filters)].sort();
}

/** `change-consumer-filter`: other messages than before. */
export const consumerFilter: AssetRule = (pair, context) => {
  const [from, to] = [filtersOf(pair.before), filtersOf(pair.after)];
  // No filter afterwards is never sent, which is another rule's.
  if (to.length === 0 || isSame(from, to)) {
    return [];
  }
  const queue =
    retentionOf(context.streams.get(streamOf(pair.after))) === 'workqueue';
  return [
    assetConsequence(pair.after, {
      id: 'change-consumer-filter',
      severity: 'error',
      outcome: 'data-loss',
      changes: fieldChanges(pair, ['filterSubject', 'filterSubjects']),
      consequence: `It goes on after what it delivered last: older messages of the new filter are never delivered.${
        queue
          ? ' In a work queue messages that no filter takes any more stay for ever.'
          : ''
      }`,
      procedure: newDurable(pair.after, context),
    }),
  ];
};

/** `change-consumer-ack-pending`: fewer messages in work at once. */
export const consumerAckPending: AssetRule = pair => {
  const [from, to] = [pair.before, pair.after].map(object =>
    isSet(object, 'maxAckPending')
      ? limitOf(object, 'maxAckPending')
      : DEFAULTS.maxAckPending,
  );
  return to >= from
    ? []
    : [
        assetConsequence(pair.after, {
          id: 'change-consumer-ack-pending',
          severity: 'warning',
          outcome: 'behaviour',
          changes: fieldChanges(pair, ['maxAckPending'], DEFAULTS),
          consequence:
            'While more than that are in work nothing is delivered, and from then on workers share fewer messages.',
          procedure: [
            step(
              'Lower it when little is in work.',
              `nats consumer info ${words(pair.after)}`,
            ),
          ],
        }),
      ];
};

/** `change-consumer-deleted`: a consumer whose stream stays. */
export function removedConsumer(
  consumer: RepositoryObject,
  { streams }: MessagingContext,
): Consequence {
  const kept = isKept(consumer) || isPruneGuarded(consumer);
  const retention = retentionOf(streams.get(streamOf(consumer)));
  const held: Record<string, string> = {
    interest:
      ' It still counts as interested, so messages that nobody takes pile up.',
    workqueue: ' Messages that it would take stay in the work queue.',
  };
  const lost: Record<string, string> = {
    interest:
      ' Messages that only it still needed are deleted with it; with the last consumer, all of them.',
    workqueue:
      ' Messages that it would take stay until another one takes them.',
  };
  return assetConsequence(consumer, {
    id: 'change-consumer-deleted',
    severity: kept ? 'warning' : 'error',
    outcome: kept ? 'unmanaged' : 'data-loss',
    changes: [{ path: '', from: assetText(consumer) }],
    consequence: kept
      ? `It stays on the server with its position, and Git no longer says how it should be.${
          held[retention] ?? ''
        }`
      : `The controller deletes it on the server, and its position is lost: one of the same name starts over.${
          lost[retention] ?? ''
        }`,
    procedure: [
      step(
        'See how much it has not worked off yet.',
        `nats consumer info ${words(consumer)}`,
      ),
      ...(kept
        ? [
            step(
              'Delete it by hand when it is meant to go.',
              `nats consumer rm ${words(consumer)}`,
            ),
          ]
        : []),
    ],
  });
}
