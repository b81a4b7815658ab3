import { quote } from '../../../settings/findings';
import { listAt, textAt } from '../../model/data';
import { GROUPS } from '../../model/Repository';
import { RepositoryRule, warning } from '../../RepositoryRule';

/** reference-authentication: triggers that take their credentials from what is not there. */
export const authenticationRules: RepositoryRule[] = [
  function* authentications({ of }) {
    for (const scaler of of(GROUPS.keda, 'ScaledObject', 'ScaledJob')) {
      const triggers = listAt(scaler.data, ['spec', 'triggers']);
      for (const [i, trigger] of triggers.entries()) {
        const name = textAt(trigger, ['authenticationRef', 'name']);
        const kind =
          textAt(trigger, ['authenticationRef', 'kind']) ??
          'TriggerAuthentication';
        const isOfCluster = kind === 'ClusterTriggerAuthentication';
        const found = of(GROUPS.keda, kind).some(
          each =>
            each.name === name &&
            (isOfCluster || each.namespace === scaler.namespace),
        );
        if (name !== undefined && !found) {
          yield warning(
            'reference-authentication',
            scaler,
            ['spec', 'triggers', i, 'authenticationRef', 'name'],
            `no ${kind} of this repository is called ${quote(name)}${
              isOfCluster ? '' : ' in its namespace'
            }; where nothing else makes one, KEDA builds no scaler, and the workers stay as many as they are: add it, or mend the name`,
          );
        }
      }
    }
  },
];
