import { Manifest } from './Manifest';
import { chartOf } from './NatsRelease';
import { GROUPS, Repository } from './Repository';

/** A Helm release of the JetStream controller. */
export interface NackRelease {
  manifest: Manifest;
  /** Version of the chart as it stands there, be it a range. */
  version: string | undefined;
}

/** The JetStream controllers that a repository installs. */
export function nackReleases({ of }: Repository): NackRelease[] {
  const sources = of(GROUPS.source, 'OCIRepository');
  return of(GROUPS.helm, 'HelmRelease').flatMap(manifest => {
    const { chart, version } = chartOf(manifest, sources);
    return chart === 'nack' ? [{ manifest, version }] : [];
  });
}
