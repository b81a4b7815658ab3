import { Consequence } from '../Consequence';
import { ObjectPair } from '../repository/RepositoryObject';
import { isSame, valueAt } from '../repository/tree';
import { step } from '../text/step';
import { valueChange } from '../text/valueChange';
import { assetConsequence, AssetRule, fieldChanges } from './assetConsequence';
import { field, isKept, isPruneGuarded } from './assets';

/** Fields that say how the object is kept, and nothing of the asset. */
const KEEPING = ['preventDelete', 'preventUpdate'];

const PRUNE = ['metadata', 'annotations', 'kustomize.toolkit.fluxcd.io/prune'];

function specFields({ before, after }: ObjectPair): string[] {
  const keys = [before, after].flatMap(({ content }) =>
    Object.keys(valueAt(content, ['spec']) ?? {}),
  );
  return [...new Set(keys)].filter(key => !KEEPING.includes(key));
}

/** `change-nack-prevent-update`: an object that takes no change. */
export function preventedUpdate(pair: ObjectPair): Consequence[] {
  const changes = fieldChanges(pair, specFields(pair));
  return field(pair.after, 'preventUpdate') !== true || changes.length === 0
    ? []
    : [
        assetConsequence(pair.after, {
          id: 'change-nack-prevent-update',
          severity: 'error',
          outcome: 'not-applied',
          changes,
          consequence:
            '`preventUpdate` is true: the controller applies none of this and still reports Ready.',
          procedure: [step('Take `preventUpdate` out in the same change.')],
        }),
      ];
}

/** `change-guard-removed`: what keeps messages when an object goes. */
export const removedGuards: AssetRule = pair => {
  const { before, after } = pair;
  const changes = [
    ...(isKept(before) && !isKept(after)
      ? fieldChanges(pair, ['preventDelete'])
      : []),
    ...(isPruneGuarded(before) && !isPruneGuarded(after)
      ? [
          valueChange(
            PRUNE,
            valueAt(before.content, PRUNE),
            valueAt(after.content, PRUNE),
          ),
        ]
      : []),
  ].filter(({ from, to }) => !isSame(from, to));
  return changes.length === 0
    ? []
    : [
        assetConsequence(after, {
          id: 'change-guard-removed',
          severity: 'warning',
          outcome: 'behaviour',
          changes,
          consequence: isKept(after)
            ? 'Nothing happens now. When the object goes from Git it goes from the cluster; what it stands for stays on the server, and nothing keeps it.'
            : 'Nothing happens now. When the object goes, by a commit, a renamed file or a deleted namespace, all that it stands for is deleted on the server.',
          procedure: [],
        }),
      ];
};
