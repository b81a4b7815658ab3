import { chartOf } from '../brokers/releases';
import { Comparison, objectsOfKind } from '../Comparison';
import { Consequence } from '../Consequence';
import { pairByName } from '../repository/pairObjects';
import { RepositoryObject } from '../repository/RepositoryObject';
import { valueAt } from '../repository/tree';
import { objectName } from '../text/objectName';
import { step } from '../text/step';
import { valueChange } from '../text/valueChange';

const CONTROL_LOOP = ['spec', 'values', 'jetstream', 'controlLoop'];

const isLoop = ({ content }: RepositoryObject) =>
  valueAt(content, CONTROL_LOOP) === true;

/** `change-nack-mode`: how the JetStream controller keeps what Git says. */
export function nackMode(comparison: Comparison): Consequence[] {
  const { before, after } = objectsOfKind(
    comparison,
    'helm.toolkit.fluxcd.io',
    'HelmRelease',
  );
  const isNack = (object: RepositoryObject) => chartOf(object) === 'nack';
  return pairByName(before.filter(isNack), after.filter(isNack))
    .pairs.filter(pair => isLoop(pair.before) !== isLoop(pair.after))
    .map(pair => ({
      id: 'change-nack-mode',
      severity: 'warning',
      outcome: 'behaviour',
      file: pair.after.file,
      object: objectName(pair.after),
      changes: [
        valueChange(CONTROL_LOOP, isLoop(pair.before), isLoop(pair.after)),
      ],
      consequence: isLoop(pair.after)
        ? 'The controller overwrites what somebody changed by hand, and from then on deleting an object deletes its stream with all messages.'
        : 'Nothing repairs what somebody changes by hand, lost streams are not made anew, and key-value buckets and object stores are not kept at all.',
      procedure: isLoop(pair.after)
        ? [
            step(
              'Set `preventDelete: true` on every stream and bucket first, and let that be applied.',
            ),
            step(
              'Compare streams and consumers with Git: what differs will be overwritten.',
              'nats stream report',
            ),
          ]
        : [],
    }));
}
