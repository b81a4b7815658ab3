import { Comparison, objectsOfKind } from '../Comparison';
import { keyOf, pairObjects } from '../repository/pairObjects';
import { RepositoryObject } from '../repository/RepositoryObject';
import { textAt } from '../repository/tree';
import { Release, ReleasePair, toRelease } from './Release';

/** The Helm releases of the chart nats: kept, and gone. */
export interface Releases {
  pairs: ReleasePair[];
  removed: Release[];
}

const HELM = 'helm.toolkit.fluxcd.io';

/** The chart that a HelmRelease is of; `undefined` for one that takes it from an object of another kind. */
export function chartOf({ content }: RepositoryObject): string | undefined {
  return textAt(content, ['spec', 'chart', 'spec', 'chart']);
}

/** True for a HelmRelease of the chart nats. */
export function isBrokerRelease(object: RepositoryObject): boolean {
  const chart =
    chartOf(object) ?? textAt(object.content, ['spec', 'chartRef', 'name']);
  // A chart from a Git repository is a path.
  return chart?.split('/').pop() === 'nats';
}

/**
 * Finds the brokers of both states. A broker of another name is the same one
 * renamed where it stands in the same file, or where there is just one.
 */
export function findReleases(comparison: Comparison): Releases {
  const { before, after } = objectsOfKind(comparison, HELM, 'HelmRelease');
  const brokers = {
    before: before.filter(isBrokerRelease),
    after: after.filter(isBrokerRelease),
  };
  const single = brokers.before.length === 1 && brokers.after.length === 1;
  const { pairs, removed } = pairObjects(brokers.before, brokers.after, [
    ({ file, namespace, name }) => keyOf(file, namespace, name),
    ({ file, name }) => keyOf(file, name),
    ({ namespace, name }) => keyOf(namespace, name),
    ({ file }) => keyOf(file),
    ({ name }) => keyOf(name),
    ...(single ? [() => ''] : []),
  ]);
  return {
    pairs: pairs.map(pair => ({
      before: toRelease(pair.before),
      after: toRelease(pair.after),
    })),
    removed: removed.map(toRelease),
  };
}
