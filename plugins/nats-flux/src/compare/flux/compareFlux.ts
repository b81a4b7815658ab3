import { ComparisonRule, objectsOfKind } from '../Comparison';
import { Consequence } from '../Consequence';
import { isPruneGuarded } from '../messaging/assets';
import { contentChanges, objectConsequence } from '../objectConsequence';
import { pairByName } from '../repository/pairObjects';
import { ObjectPair, RepositoryObject } from '../repository/RepositoryObject';
import { textAt, valueAt } from '../repository/tree';
import { objectName } from '../text/objectName';
import { step } from '../text/step';

const FLUX = 'kustomize.toolkit.fluxcd.io';
const HELM = 'helm.toolkit.fluxcd.io';

const prunes = ({ content }: RepositoryObject) =>
  valueAt(content, ['spec', 'prune']) === true;

const isSuspended = ({ content }: RepositoryObject) =>
  valueAt(content, ['spec', 'suspend']) === true;

function removed(object: RepositoryObject): Consequence[] {
  const policy =
    textAt(object.content, ['spec', 'deletionPolicy']) ?? 'MirrorPrune';
  const deletes =
    policy === 'Delete' ||
    policy === 'WaitForTermination' ||
    (policy === 'MirrorPrune' && prunes(object));
  const changes = [{ path: '', from: objectName(object) }];
  return [
    objectConsequence(
      object,
      deletes
        ? {
            id: 'change-flux-removed',
            severity: 'error',
            outcome: 'data-loss',
            changes,
            consequence:
              'Flux deletes everything that this Kustomization applied, except what must not be pruned. A new name is a deletion and a new one, so a rename does the same.',
            procedure: [
              step(
                'To keep what it applied, set `prune: false` and let that be applied first.',
              ),
            ],
          }
        : {
            id: 'change-flux-removed',
            severity: 'warning',
            outcome: 'unmanaged',
            changes,
            consequence:
              'What it applied stays in the cluster, and nothing keeps it as Git says.',
            procedure: [],
          },
    ),
  ];
}

function pruning(pair: ObjectPair): Consequence[] {
  return prunes(pair.before) || !prunes(pair.after)
    ? []
    : [
        objectConsequence(pair.after, {
          id: 'change-flux-prune',
          severity: 'warning',
          outcome: 'behaviour',
          changes: contentChanges(pair, [
            { path: ['spec', 'prune'], otherwise: false },
          ]),
          consequence:
            'What goes from Git goes from the cluster from then on, streams and volumes included where nothing guards them.',
          procedure: [
            step(
              'Set the annotation `kustomize.toolkit.fluxcd.io/prune: disabled` on namespaces, streams and buckets first.',
            ),
          ],
        }),
      ];
}

function source(pair: ObjectPair): Consequence[] {
  const trimmed = (object: RepositoryObject) =>
    (textAt(object.content, ['spec', 'path']) ?? '').replace(/^\.\/|\/$/g, '');
  const moved = trimmed(pair.before) !== trimmed(pair.after);
  const changes = contentChanges(pair, [
    ...(moved ? [{ path: ['spec', 'path'] }] : []),
    { path: ['spec', 'sourceRef'] },
  ]);
  return changes.length === 0
    ? []
    : [
        objectConsequence(pair.after, {
          id: 'change-flux-source',
          severity: 'warning',
          outcome: prunes(pair.after) ? 'data-loss' : 'unmanaged',
          changes,
          consequence: prunes(pair.after)
            ? 'Objects that are not found in the new place are deleted from the cluster, except those that must not be pruned.'
            : 'Objects that are not found in the new place stay in the cluster, and nothing keeps them.',
          procedure: [
            step(
              'See what would change before it is merged.',
              'flux diff kustomization <name> --path <folder>',
            ),
          ],
        }),
      ];
}

function target(pair: ObjectPair): Consequence[] {
  const changes = contentChanges(
    pair,
    ['targetNamespace', 'namePrefix', 'nameSuffix'].map(key => ({
      path: ['spec', key],
    })),
  );
  return changes.length === 0
    ? []
    : [
        objectConsequence(pair.after, {
          id: 'change-identity',
          severity: 'error',
          outcome: 'empty-store',
          changes,
          consequence:
            'Everything is made anew under other names or in another namespace: a broker with new, empty volumes, and streams kept by objects that nobody knows. The old objects are pruned.',
          procedure: [
            step(
              'Keep it. Make a second broker beside this one and mirror its streams there.',
            ),
          ],
        }),
      ];
}

function suspension(pair: ObjectPair): Consequence[] {
  return isSuspended(pair.before) || !isSuspended(pair.after)
    ? []
    : [
        objectConsequence(pair.after, {
          id: 'change-flux-suspend',
          severity: 'warning',
          outcome: 'not-applied',
          changes: contentChanges(pair, [
            { path: ['spec', 'suspend'], otherwise: false },
          ]),
          consequence:
            'Nothing of it is applied any more, whatever else changes here, until it is resumed.',
          procedure: [],
        }),
      ];
}

function removedNamespace(namespace: RepositoryObject): Consequence[] {
  return isPruneGuarded(namespace)
    ? []
    : [
        objectConsequence(namespace, {
          id: 'change-namespace-removed',
          severity: 'error',
          outcome: 'data-loss',
          changes: [{ path: '', from: objectName(namespace) }],
          consequence:
            'Where Flux prunes, the namespace is deleted with everything in it, the volumes and all messages included.',
          procedure: [
            step(
              'Set the annotation `kustomize.toolkit.fluxcd.io/prune: disabled` and let that be applied first.',
            ),
          ],
        }),
      ];
}

/** `change-flux-*`, `change-namespace-removed`: what Flux applies, and what it deletes. */
export const compareFlux: ComparisonRule = comparison => {
  const kustomizations = objectsOfKind(comparison, FLUX, 'Kustomization');
  const releases = objectsOfKind(comparison, HELM, 'HelmRelease');
  const namespaces = objectsOfKind(comparison, '', 'Namespace');
  const { pairs, removed: gone } = pairByName(
    kustomizations.before,
    kustomizations.after,
  );
  return [
    ...pairs.flatMap(pair => [
      ...pruning(pair),
      ...source(pair),
      ...target(pair),
      ...suspension(pair),
    ]),
    ...gone.flatMap(removed),
    ...pairByName(releases.before, releases.after).pairs.flatMap(suspension),
    ...pairByName(namespaces.before, namespaces.after).removed.flatMap(
      removedNamespace,
    ),
  ];
};
