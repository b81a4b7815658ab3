import { ProcedureStep } from '../Consequence';
import { shellWord } from '../text/shellWord';
import { step } from '../text/step';
import { Release } from './Release';

/** How to change what Kubernetes refuses to change in a StatefulSet: only its object is deleted, the pods run on. */
export function orphanDelete(
  { names, object }: Release,
  between: readonly ProcedureStep[] = [],
): ProcedureStep[] {
  const namespace = shellWord(names.namespace);
  const release = `${shellWord(object.name)} -n ${shellWord(
    object.namespace || names.namespace,
  )}`;
  return [
    step(
      'Suspend the release before merging, so that nothing is applied half-way.',
      `flux suspend helmrelease ${release}`,
    ),
    ...between,
    step(
      'Delete the StatefulSet and leave its pods running.',
      `kubectl -n ${namespace} delete statefulset ${shellWord(
        names.statefulSet,
      )} --cascade=orphan`,
    ),
    step(
      'Merge this change, then resume the release.',
      `flux resume helmrelease ${release}`,
    ),
  ];
}

/** A second broker beside the first, for what no StatefulSet can become. */
export const newBrokerAndMirror: readonly ProcedureStep[] = [
  step('Leave this broker as it is and generate a second one beside it.'),
  step(
    'Mirror each stream there, move publishers and consumers, then remove the old broker.',
  ),
];
