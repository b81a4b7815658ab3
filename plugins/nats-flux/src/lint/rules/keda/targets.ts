import { quote } from '../../../settings/findings';
import { isSetAt, textAt, valueAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { GROUPS } from '../../model/Repository';
import { error, RepositoryRule } from '../../RepositoryRule';

interface Target {
  kind: string;
  name: string | undefined;
}

function targetOf(data: unknown): Target {
  const path = ['spec', 'scaleTargetRef'];
  return {
    kind: textAt(data, [...path, 'kind']) ?? 'Deployment',
    name: textAt(data, [...path, 'name']),
  };
}

/** keda-deployment-replicas: two who say how many. */
const replicas: RepositoryRule = function* replicas({ of }) {
  const keyOf = (namespace: string | undefined, name: string | undefined) =>
    JSON.stringify([namespace, name]);
  const scaledByKind = new Map<string, Set<string>>();
  for (const { data, namespace } of of(GROUPS.keda, 'ScaledObject')) {
    const { kind, name } = targetOf(data);
    const scaled = scaledByKind.get(kind) ?? new Set();
    scaledByKind.set(kind, scaled.add(keyOf(namespace, name)));
  }
  for (const [kind, scaled] of scaledByKind) {
    for (const target of of('apps', kind)) {
      const { name, namespace, data } = target;
      if (
        scaled.has(keyOf(namespace, name)) &&
        isSetAt(data, ['spec', 'replicas'])
      ) {
        yield error(
          'keda-deployment-replicas',
          target,
          ['spec', 'replicas'],
          `KEDA scales ${name}, and Flux sets it back to ${quote(
            valueAt(data, ['spec', 'replicas']),
          )} at each reconciliation; leave replicas out`,
        );
      }
    }
  }
};

/** keda-duplicate-target: two scalers of one workload. */
const oneScaler: RepositoryRule = function* oneScaler({ of }) {
  const first = new Map<string, Manifest>();
  for (const scaler of [
    ...of(GROUPS.keda, 'ScaledObject'),
    ...of('autoscaling', 'HorizontalPodAutoscaler'),
  ]) {
    const { kind, name } = targetOf(scaler.data);
    const key = JSON.stringify([scaler.namespace, kind, name]);
    const earlier = first.get(key);
    if (earlier && name !== undefined) {
      yield error(
        'keda-duplicate-target',
        scaler,
        ['spec', 'scaleTargetRef', 'name'],
        `${name} is scaled by ${earlier.kind} ${earlier.name} (${earlier.file}) already, and the two fight; put the triggers into one ScaledObject`,
      );
    } else {
      first.set(key, scaler);
    }
  }
};

/** Rules about what is scaled. */
export const kedaTargetRules: RepositoryRule[] = [replicas, oneScaler];
