import { subjectCovers } from '@nats-portal/plugin-nats-common';
import { RepositoryObject } from '../repository/RepositoryObject';
import { textsAt } from '../repository/tree';
import { nameText } from '../text/objectName';
import { step } from '../text/step';
import { AssetRule, assetConsequence, fieldChanges } from './assetConsequence';
import { assetName, isSet } from './assets';

/** The subjects that a stream stores: its own name where it has none and copies nobody. */
export function subjectsOf(stream: RepositoryObject): string[] {
  const subjects = textsAt(stream.content, ['spec', 'subjects']);
  const copies = isSet(stream, 'mirror') || isSet(stream, 'sources');
  return subjects.length > 0 || copies ? subjects : [assetName(stream)];
}

/** Subjects that a sentence names one by one. */
const MOST_NAMED = 5;

/** `change-stream-subject-removed`: what is no longer stored. */
export const streamSubjects: AssetRule = pair => {
  if (pair.after.kind !== 'Stream') {
    return [];
  }
  const kept = subjectsOf(pair.after);
  const gone = subjectsOf(pair.before).filter(
    subject => !kept.some(other => subjectCovers(other, subject)),
  );
  return gone.length === 0
    ? []
    : [
        assetConsequence(pair.after, {
          id: 'change-stream-subject-removed',
          severity: 'warning',
          outcome: 'behaviour',
          changes: fieldChanges(pair, ['subjects']),
          consequence: `Messages to ${gone
            .slice(0, MOST_NAMED)
            .map(nameText)
            .join(', ')}${
            gone.length > MOST_NAMED
              ? ` and ${gone.length - MOST_NAMED} more`
              : ''
          } are not stored any more where no other subject covers them, and their publishers are told that nobody answers. What is stored stays.`,
          procedure: [step('Move the publishers first.')],
        }),
      ];
};
