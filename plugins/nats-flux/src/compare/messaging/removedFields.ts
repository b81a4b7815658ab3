import { step } from '../text/step';
import { shellWord } from '../text/shellWord';
import { ObjectPair, RepositoryObject } from '../repository/RepositoryObject';
import { listAt } from '../repository/tree';
import { AssetRule, assetConsequence, fieldChanges } from './assetConsequence';
import { assetName, fieldText, isSet } from './assets';

/** Fields that the controller sends only where they are set (NACK v0.22.4, source). Those with a rule of their own are not here. */
const OVERLAID: Record<string, string[]> = {
  Stream: [
    'maxAge',
    'maxMsgsPerSubject',
    'duplicateWindow',
    'sources',
    'compression',
    'subjectTransform',
    'republish',
    'consumerLimits',
    'noAck',
    'allowDirect',
    'allowRollup',
    'mirrorDirect',
    'discardPerSubject',
    'firstSequence',
    'allowAtomicPublish',
    'subjectDeleteMarkerTtl',
  ],
  Consumer: [
    'backoff',
    'maxDeliver',
    'headersOnly',
    'maxRequestExpires',
    'inactiveThreshold',
    'sampleFreq',
    'pauseUntil',
    'priorityPolicy',
    'priorityGroups',
    'pinnedTtl',
  ],
};

/** What to write instead of nothing: it means the same, and it is sent. */
const NEUTRAL: Record<string, string> = {
  maxAge: '"0s"',
  compression: 'none',
  maxDeliver: '-1',
  inactiveThreshold: '"0s"',
};

/** Values that say that a field is off, and are sent. */
function isNeutral(object: RepositoryObject, name: string): boolean {
  return (
    Object.hasOwn(NEUTRAL, name) &&
    NEUTRAL[name].replace(/"/g, '') === fieldText(object, name)
  );
}

function removed({ before, after }: ObjectPair): string[] {
  const gone = (OVERLAID[after.kind] ?? []).filter(
    name =>
      isSet(before, name) && !isNeutral(before, name) && !isSet(after, name),
  );
  const filters = (object: RepositoryObject) =>
    isSet(object, 'filterSubject') || isSet(object, 'filterSubjects');
  if (after.kind === 'Consumer' && filters(before) && !filters(after)) {
    gone.push('filterSubject', 'filterSubjects');
  }
  const tags = (object: RepositoryObject) =>
    listAt(object.content, ['spec', 'placement', 'tags']).length > 0;
  if (after.kind === 'Stream' && tags(before) && !isSet(after, 'placement')) {
    gone.push('placement');
  }
  return gone;
}

function editCommand(object: RepositoryObject): string {
  const names = assetName(object).split('/').map(shellWord).join(' ');
  return `nats ${object.kind.toLowerCase()} edit ${names} --interactive`;
}

/** `change-nack-removed-field`: taken out of Git, and still on the server. */
export const removedFields: AssetRule = pair => {
  const names = removed(pair);
  const changes = fieldChanges(pair, names);
  if (changes.length === 0) {
    return [];
  }
  const writable = names.filter(name => Object.hasOwn(NEUTRAL, name));
  return [
    assetConsequence(pair.after, {
      id: 'change-nack-removed-field',
      severity: 'error',
      outcome: 'not-applied',
      changes,
      consequence:
        'The controller sends these fields only where they are set, so the server keeps what it has, while the object reports Ready.',
      procedure: [
        ...(writable.length > 0
          ? [
              step(
                `Write what means nothing instead of taking it out: ${writable
                  .map(name => `\`${name}: ${NEUTRAL[name]}\``)
                  .join(', ')}.`,
              ),
            ]
          : []),
        ...(names.length > writable.length
          ? [
              step(
                'Take the others out through the API, after this change is applied.',
                editCommand(pair.after),
              ),
            ]
          : []),
      ],
    }),
  ];
};
