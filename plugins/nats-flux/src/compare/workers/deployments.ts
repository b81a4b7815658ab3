import { Comparison, objectsOfKind } from '../Comparison';
import { Consequence } from '../Consequence';
import { contentChanges, objectConsequence } from '../objectConsequence';
import { pairByName } from '../repository/pairObjects';
import { shellWord } from '../text/shellWord';
import { step } from '../text/step';

/** `change-worker-selector`: what Kubernetes refuses to change in a Deployment. */
export function compareDeployments(comparison: Comparison): Consequence[] {
  const { before, after } = objectsOfKind(comparison, 'apps', 'Deployment');
  return pairByName(before, after).pairs.flatMap(pair => {
    const changes = contentChanges(pair, [{ path: ['spec', 'selector'] }]);
    return changes.length === 0
      ? []
      : [
          objectConsequence(pair.after, {
            id: 'change-worker-selector',
            severity: 'error',
            outcome: 'rejected',
            changes,
            consequence:
              'Kubernetes refuses it: the selector of a Deployment cannot change. Flux reports the whole Kustomization as failed.',
            procedure: [
              step(
                'Keep the selector, or delete the Deployment at once before the change is applied; its workers stop, and what they had in work comes again.',
                `kubectl -n ${shellWord(
                  pair.before.namespace || 'default',
                )} delete deployment ${shellWord(pair.before.name)}`,
              ),
            ],
          }),
        ];
  });
}
