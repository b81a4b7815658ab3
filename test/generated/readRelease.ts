import {
  ChartValues,
  JsonMap,
  mergeOver,
  withChartDefaults,
} from './ChartValues';
import { Manifest, specsOf } from './goldenRepositories';
import { ReleaseNames } from './renderNatsConfig';

/** The broker of a repository as Helm gets it. */
export interface Release {
  names: ReleaseNames;
  values: ChartValues;
}

function theOnly<T>(found: readonly T[], what: string): T {
  if (found.length !== 1) {
    throw new Error(`There are ${found.length} objects of kind ${what}`);
  }
  return found[0];
}

/**
 * Reads the one HelmRelease of a repository.
 *
 * @param more - values laid over its own
 */
export function readRelease(
  manifests: readonly Manifest[],
  more: JsonMap = {},
): Release {
  const { spec } = theOnly(
    specsOf<{ releaseName: string; values: JsonMap }>(manifests, 'HelmRelease'),
    'HelmRelease',
  );
  const namespace = theOnly(specsOf(manifests, 'Namespace'), 'Namespace');
  return {
    names: { releaseName: spec.releaseName, namespace: namespace.name },
    values: withChartDefaults(mergeOver(spec.values, more)),
  };
}
