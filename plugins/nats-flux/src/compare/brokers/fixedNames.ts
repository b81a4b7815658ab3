import { isSame } from '../repository/tree';
import { valueChange } from '../text/valueChange';
import { Release, valueOf, VALUES } from './Release';
import {
  changesAt,
  releaseConsequence,
  ReleaseRule,
} from './releaseConsequence';
import { isNewBroker } from './renames';
import { orphanDelete } from './statefulSetProcedures';

const SPEC = ['statefulSet', 'merge', 'spec'];

/** Merged into the StatefulSet, with what the chart writes itself. */
const MERGED: [key: string, chart: unknown][] = [
  ['podManagementPolicy', 'Parallel'],
  ['serviceName', undefined],
  ['selector', undefined],
  ['volumeClaimTemplates', undefined],
];

function nameChanges(before: Release, after: Release) {
  return before.names.headlessService === after.names.headlessService
    ? []
    : changesAt({ before, after }, [
        ['headlessService', 'name'],
        ['nameOverride'],
        ['fullnameOverride'],
      ]);
}

/** `change-service-name`: what else Kubernetes refuses to change in a StatefulSet. */
export const fixedNames: ReleaseRule = pair => {
  if (isNewBroker(pair)) {
    return [];
  }
  const { before, after } = pair;
  const merged = MERGED.map(([key, chart]) => ({
    path: [...SPEC, key],
    from: valueOf(before, [...SPEC, key]) ?? chart,
    to: valueOf(after, [...SPEC, key]) ?? chart,
  }))
    .filter(({ from, to }) => !isSame(from, to))
    .map(({ path, from, to }) => valueChange([...VALUES, ...path], from, to));
  const overridden = changesAt(pair, [['nameOverride']]);
  const service = nameChanges(before, after).filter(
    ({ path }) => !overridden.some(change => change.path === path),
  );
  const changes = [...overridden, ...service, ...merged];
  if (changes.length === 0) {
    return [];
  }
  const policy = changes.some(({ path }) =>
    path.endsWith('.podManagementPolicy'),
  );
  return [
    releaseConsequence(pair, {
      id: 'change-service-name',
      severity: 'error',
      outcome: 'rejected',
      changes,
      consequence: `Kubernetes refuses it: serviceName, selector and podManagementPolicy of a StatefulSet cannot change. The upgrade of the release fails.${
        policy
          ? ' Under another policy than Parallel, a cluster with JetStream never gets healthy.'
          : ''
      }`,
      procedure: orphanDelete(after),
    }),
  ];
};
