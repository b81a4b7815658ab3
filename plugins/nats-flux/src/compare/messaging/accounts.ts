import { Comparison, objectsOfKind } from '../Comparison';
import { Consequence } from '../Consequence';
import { pairByName } from '../repository/pairObjects';
import { objectName } from '../text/objectName';
import { step } from '../text/step';
import { assetConsequence, AssetRule, fieldChanges } from './assetConsequence';
import { JETSTREAM } from './assets';

const CONNECTION = ['account', 'servers', 'jsDomain'];

const migrate = [
  step(
    'Leave it as it is, and add one of another name in the other account or broker.',
  ),
  step(
    'Source or mirror the old stream there, move publishers and consumers, then delete the old one by hand.',
  ),
];

/** `change-account`: the same object, kept somewhere else. */
export const assetAccount: AssetRule = pair => {
  const changes = fieldChanges(pair, CONNECTION);
  return changes.length === 0
    ? []
    : [
        assetConsequence(pair.after, {
          id: 'change-account',
          severity: 'error',
          outcome: 'empty-store',
          changes,
          consequence:
            'The controller makes it anew in the other account or on the other servers, empty. The old one stays where it is, and nothing keeps it.',
          procedure: migrate,
        }),
      ];
};

/** `change-account` of an Account: all that is kept through it moves. */
export function accountServers(comparison: Comparison): Consequence[] {
  const { before, after } = objectsOfKind(comparison, JETSTREAM, 'Account');
  return pairByName(before, after).pairs.flatMap(pair => {
    const changes = fieldChanges(pair, ['servers']);
    return changes.length === 0
      ? []
      : [
          {
            id: 'change-account',
            severity: 'error' as const,
            outcome: 'empty-store' as const,
            file: pair.after.file,
            object: objectName(pair.after),
            changes,
            consequence:
              'Every stream and consumer of this Account is kept on these servers from then on. Where they are another broker, all are made anew there, empty, and those of the old one are kept by nobody.',
            procedure: [
              step('See that the new addresses reach the same broker.'),
            ],
          },
        ];
  });
}
